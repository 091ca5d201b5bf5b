"""Portuguese cues. What each name means: `cues.Tongue`."""

# ruff: noqa: E501 - a cue is read as one line

NO_DENIAL = (
    r"não temos (?:o|a|os|as|seu|sua) (?!necessidade|intenção|plano)\w+|não (?:está|tá|é|ficou) (?:bom|boa|bem|corret\w+|cert[oa]|clar[oa])|não foi (?:feit[oa]|pag[oa])|não há (?:motivo|razão)",
    r"não (?:só|somente|apenas|unicamente|mais de|mais do que|mais que|menos de|depois de|antes de|demor\w+|tarde|obstante|há dúvida|hesite\w*|deixe de|deixem de|esque[cç]a\w*|sei|sabemos|tenho certeza|entendo|entendemos|importa)|sem falta|sem demora|sem dúvida|sem mais demora",
    r"não (?:se )?(?:pode|posso|podemos|dá|da para|deve|devemos|quero|queremos|vamos|vou)(?: \w+)? (?:esperar|demorar|atrasar|adiar|postergar|deixar|perder|cancelar|aguardar|aguentar)\w*|não (?:espera|aguenta|aguentamos|admite)|não dá (?:mais )?(?:para|pra) (?:esperar|adiar|aguardar)",
    r"não (?:se )?(?:(?:posso|podemos|pode|podem|consigo|conseguimos|tem como|temos como) )?(?:me |nos |o |a )?(?:aceit\w+|cab(?:e|em)|conv[eé]m|convenc\w+|fecha\w*|concord\w+|estamos? de acordo|pag(?:o|ar|amos) (?:tanto|mais|por|isso)|serve\w*|coincid\w+|correspond\w+|confere\w*|é o que|é igual|funcion\w+|cumpr\w+|competitiv\w+|é competitiv\w+|cheg\w+|receb\w+|respond\w+|bate\w*)",
    r"não\b[^.;?]{0,60}?\bnão(?=\s*\?)|ainda não|por que não|porque não (?:nos|me)|(?:poderia|pode|poderiam|podem|quer|querem) não|não (?:poderia|poderiam|pode|podem|tem|têm|teria|teriam|há|haveria|faz|fazem|seria|dá)\b(?=[^.!;]*\?)|ou não|não é verdade|não(?: é)?(?=\s*\?)|se não|a não ser|não (?:resta|temos outra)",
    r"(?:não|nunca|ningu[eé]m|nada)\b[^;]{0,60}?\bsem|sem\b[^;]{0,90}?\b(?:não|imposs[ií]vel|nunca|nada)|sem (?:chumbo|costura|álcool|açúcar|fio|fim|resposta|notícias|compromisso)",
)
DENIED_BEFORE = (
    r"não|nao|nem|nunca|jamais|sem|tampouco|nenhum\w*|ninguém|nada|em vez de|ao invés de|em lugar de|cancel\w+|anul\w+|descart\w+|suspend\w+|esque[cç]\w+|recus\w+|dispens\w+|deixei de|deixamos de|parei de|paramos de|longe de|livre de|exceto|salvo",
)
DENIED_AFTER = (
    r"não (?:é|são|será|foi|foram|está|estão|há|houve|precis\w+|quer\w+|vai|vão|vamos|se aplica|necessit\w+|tem|temos|tenho|nos|me|o|a|faz falta|fazem falta|interess\w+)|descart\w+|recus\w+|desistimos|já não|nem pensar|tampouco|desnecess[aá]ri\w+|dispens[aá]ve\w+|pode esperar|podem esperar|(?:ficou|ficaram|foi|foram|está|estão) (?:cancelad|anulad|descartad|suspens|desmarcad)\w+|não, obrigad[oa]",
)
DENIED_ASKED = (r"sem|não (?:precis\w+|quer\w+)|em vez de|ao invés de|cancel\w+",)
NO_IMAGINED = (
    r"se (?:for|fosse) poss[ií]vel|se (?:vier (?:abaixo|por|a)|puder|puderem|pudesse|pudessem|poderia|der|quiser|você|vocês|tiver em estoque|tiverem|o preço|os preços|seu|sua|não|concordar\w*|aceitar\w*|baixar\w*|melhorar\w*|conseguir\w*)|mesmo se|como se",
)
IMAGINED = (
    r"se (?:algum dia|alguma vez|um dia|por acaso|chegássemos|chegarmos|houver\w*|houvesse\w*|tivéssemos|tivermos|quiséssemos|quisermos|precisássemos|precisarmos|comprássemos|comprarmos|pedíssemos|pedirmos|fizéssemos|fizermos|fossemos|formos|fecharmos|fechássemos|surgir\w*|aparecer\w*|acontecer\w*|ocorrer\w*|decidir\w*|alg\w+|vier\w*|eu|a gente|nós|precisar|_)\b",
    r"caso (?:algum dia|seja|venha\w*|haja|ocorra|precis\w+|surja|a gente|eu|nós|tenhamos|queiramos|façamos|acontec\w+|_)|no caso de|em caso de|na hipótese|suponh\w+|supondo|imagin\w+|hipot[eé]tic\w+|em teoria|algum dia|um dia desses|e se|o que acontece se|quem sabe um dia|tomara|quem dera",
)
CLOSED = (
    r"já (?:se |o |a |nos |me |está |estão |ficou |ficaram |foi |foram |tinha sido )*(?:resolvi\w+|resolveu|resolveram|solucion\w+|acert\w+|arrum\w+|quitad\w+|encerrad\w+|encerr\w+|fechad[oa]s?|superad\w+|esclarecid\w+|compens\w+|repost\w+|sanad\w+)|(?:ficou|ficaram|está|estão|foi|foram) (?:tudo )?(?:resolvid|solucionad|quitad|superad|esclarecid|acertad|encerrad|esquecid|sanad)\w+|assunto encerrado|caso encerrado|coisa do passado|águas passadas|história antiga|página virada",
)
PAST = (
    r"há (?:\w+ ){0,3}(?:anos|meses)(?: atrás)?|anos atrás|meses atrás|faz tempo|há tempos|há muito|naquela época|naquele tempo|no passado|antigamente|em (?:19\d\d|20[01]\d|202[0-3])|costumávamos|costumava|(?:no ano|no inverno|no verão|na temporada|na safra) passad[oa] (?:estiv\w+|estáv\w+|tivemos que|tivemos de|compr(?:amos|ávamos|ei)|paramos)",
)
OTHERS = (
    r"(?:um|uma|o meu|meu|minha|nosso|nossa) (?:bom |grande )?(?:amig[oa]|vizinh[oa]|prim[oa]|cunhad[oa]|conhecid[oa]|tio|colega de outra)(?![^,;]{0,25}\b(?:me|nos)\b)|amigos (?:meus|nossos)|outro cliente (?:seu|de vocês)|outros (?:clientes|importadores) (?:dizem|reclamam)|dizem por aí",
)
AGAINST = (r"mas|porém|contudo|entretanto|no entanto|todavia|embora|só que|e sim",)
CLAUSE = (
    r"porque|pois|já que|por isso|portanto|então|enquanto|e(?= (?:por favor|favor|quero|queremos|gostaria\w*|precis\w+|nos|me|já|agora|envie\w*|mande\w*|o|a|seu|sua))|por favor|por gentileza|favor|poderia|poderiam|podem|pode|para que",
)
SMALL_WORDS = "posso pode podemos esse essa preço pedido amostra amostras fatura pagamento hoje desde sobre quer qual quanto amanhã fábrica nós foram ser preciso aceitar o a os as de e que em um uma por para com seu sua seus suas não nao é são nos no na nas dos das do da ao aos como mais mas se obrigado obrigada você vocês favor bom boa dia tarde está estão prezados prezado já muito há sem nem quando temos precisamos quero queremos nosso nossa também este isso eu onde faz foi embora tudo pra pelo pela até ou meu minha a gente ainda só"
