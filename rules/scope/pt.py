"""Portuguese cues. What each name means: `cues.Tongue`."""

# ruff: noqa: E501 - a cue is read as one line

NO_DENIAL = (
    r"não (?:quero|queremos|desejo|desejamos) (?:mais|receber|saber|ser|nada)(?: mais)? ?(?:contat\w*|contact\w*|e-?mails?|mensagens|not[ií]cias|ofertas|propaganda|nada|receber)?",
    r"não temos (?:o|a|os|as|seu|sua) (?!necessidade|intenção|plano)\w+|não (?:está|tá|é|ficou) (?:bom|boa|bem|corret\w+|cert[oa]|clar[oa])|não foi (?:feit[oa]|pag[oa])|não há (?:motivo|razão)",
    r"não (?:só|somente|apenas|unicamente|mais de|mais do que|mais que|menos de|depois de|antes de|demor\w+|tarde|obstante|há dúvida|hesite\w*|deixe de|deixem de|esque[cç]a\w*|sei|sabemos|tenho certeza|entendo|entendemos|importa)|sem falta|sem demora|sem dúvida|sem mais demora",
    r"não (?:se )?(?:pode|posso|podemos|dá|da para|deve|devemos|quero|queremos|vamos|vou)(?: \w+)? (?:esperar|demorar|atrasar|adiar|postergar|deixar|perder|cancelar|aguardar|aguentar)\w*|não (?:espera|aguenta|aguentamos|admite)|não dá (?:mais )?(?:para|pra) (?:esperar|adiar|aguardar)",
    r"não (?:se )?(?:(?:posso|podemos|pode|podem|consigo|conseguimos|tem como|temos como) )?(?:me |nos |o |a )?(?:aceit\w+|cab(?:e|em)|conv[eé]m|convenc\w+|fecha\w*|concord\w+|estamos? de acordo|pag(?:o|ar|amos) (?:tanto|mais|por|isso)|serve\w*|coincid\w+|correspond\w+|confere\w*|é o que|é igual|funcion\w+|cumpr\w+|competitiv\w+|é competitiv\w+|cheg\w+|receb\w+|respond\w+|bate\w*)",
    r"não\b[^.;?]{0,60}?\bnão(?=\s*\?)|ainda não|por que não|porque não (?:nos|me)|(?:poderia|pode|poderiam|podem|quer|querem) não|não (?:poderia|poderiam|pode|podem|tem|têm|teria|teriam|há|haveria|faz|fazem|seria|dá)\b(?=[^.!;]*\?)|ou não|não é verdade|não(?: é)?(?=\s*\?)|se não|a não ser|não (?:resta|temos outra)",
    r"(?:não|nunca|ningu[eé]m|nada)\b[^;]{0,60}?\bsem|sem\b[^;]{0,90}?\b(?:não|imposs[ií]vel|nunca|nada)|sem (?:chumbo|costura|álcool|açúcar|fio|fim|resposta|notícias|compromisso)",
)
DENIED_BEFORE = (
    r"não|nao|nem|nunca|jamais|sem|tampouco|nenhum\w*|ninguém|nada|em vez de|ao invés de|em lugar de|cancel\w+|anul\w+|desmar[cq]\w+|descart\w+|suspend\w+|esque[cç]\w+|recus\w+|dispens\w+|deixei de|deixamos de|parei de|paramos de|longe de|livre de|exceto|salvo",
)
DENIED_AFTER = (
    r"não (?:é|são|será|foi|foram|está|estão|há|houve|precis\w+|quer\w+|vai|vão|vamos|se aplica|necessit\w+|tem|temos|tenho|nos|me|o|a|faz falta|fazem falta|interess\w+)|descart\w+|recus\w+|desistimos|já não|nem pensar|tampouco|desnecess[aá]ri\w+|dispens[aá]ve\w+|pode esperar|podem esperar|(?:ficou|ficaram|foi|foram|está|estão) (?:cancelad|anulad|descartad|suspens|desmarcad)\w+|não, obrigad[oa]",
)
DENIED_ASKED = (r"sem|não (?:precis\w+|quer\w+)|em vez de|ao invés de|cancel\w+",)
NOTHING = (r"nada(?! mais que)|(?<!sem )nenhum\w*|ninguem",)
NO_IMAGINED = (
    r"se (?:for|fosse) poss[ií]vel|se (?:vier (?:abaixo|por|a)|puder|puderem|pudesse|pudessem|poderia|der|quiser|você|vocês|tiver em estoque|tiverem|o preço|os preços|seu|sua|não|concordar\w*|aceitar\w*|baixar\w*|melhorar\w*|conseguir\w*)|mesmo se|como se",
)
IMAGINED = (
    r"se (?:algum dia|alguma vez|um dia|por acaso|chegássemos|chegarmos|houver\w*|houvesse\w*|tivéssemos|tivermos|quiséssemos|quisermos|precisássemos|precisarmos|comprássemos|comprarmos|pedíssemos|pedirmos|fizéssemos|fizermos|fossemos|formos|fecharmos|fechássemos|surgir\w*|aparecer\w*|acontecer\w*|ocorrer\w*|decidir\w*|alg\w+|vier\w*|eu|a gente|nós|precisar|_)\b",
    r"caso (?:algum dia|seja|venha\w*|haja|ocorra|precis\w+|surja|a gente|eu|nós|tenhamos|queiramos|façamos|acontec\w+|_)|no caso de|em caso de|na hipótese|suponh\w+|supondo|imagin\w+|hipot[eé]tic\w+|em teoria|algum dia|um dia desses|e se|o que acontece se|quem sabe um dia|tomara|quem dera",
)
SUPPOSED = (
    r"(?:(?<!mesmo )(?<!como )se|caso) (?:a |o |os |as |algum\w* |sua |seu |nossa |nosso )?(?:mercadorias?|produtos?|peças?|pedidos?|carga|caixas?|máquinas?|itens|encomendas?|amostras?|remessa|algo)(?: \w+){0,4}? (?:danificad\w+|quebrad\w+|avariad\w+|defeituos\w+|defeitos?|estragad\w+|errad\w+|incomplet\w+|quebrar\w*|falhar\w*)\b[^,;?]*",
    r"se (?:o |os |a )?(?:seus?|sua|vosso)? ?(?:preços?|oferta|qualidade) (?:fosse|fossem|tivesse sido) (?:muito |tão |demasiado )?(?:alt\w+|car\w+|ruim|baix\w+)\b[^,;?]*",
)
CLOSED = (
    r"já (?:se |o |a |nos |me |está |estão |ficou |ficaram |foi |foram |tinha sido )*(?:resolvi\w+|resolveu|resolveram|solucion\w+|acert\w+|arrum\w+|quitad\w+|encerrad\w+|encerr\w+|fechad[oa]s?|superad\w+|esclarecid\w+|compens\w+|repost\w+|sanad\w+)|(?:ficou|ficaram|está|estão|foi|foram) (?:tudo )?(?:resolvid|solucionad|quitad|superad|esclarecid|acertad|encerrad|esquecid|sanad)\w+|assunto encerrado|caso encerrado|coisa do passado|águas passadas|história antiga|página virada",
)
PAST = (
    r"há (?:\w+ ){0,3}(?:anos|meses)(?: atrás)?|anos atrás|meses atrás|faz tempo|há tempos|há muito|naquela época|naquele tempo|no passado|antigamente|em (?:19\d\d|20[01]\d|202[0-3])|costumávamos|costumava|(?:no ano|no inverno|no verão|na temporada|na safra) passad[oa] (?:estiv\w+|estáv\w+|tivemos que|tivemos de|compr(?:amos|ávamos|ei)|paramos)",
)
BYGONE = (
    r"(?:foi|era) (?:um |uma )?(?:grande |enorme |imenso )?(?:prazer|gosto|honra|[oó]timo|bom|legal|alegria) (?:em |de |te |lhe )?(?:visit\w+|conhec\w+|v[eê]-?\w*|receb\w+|fal\w+|encontr\w+|convers\w+)[^,;]{0,40}|(?:obrigad[oa]|gratos?|agrade\w+|adorei|adoramos|gostei|gostamos|curti)(?: muito)?(?: (?:pela|pelo|da|do|d[ae] nossa|a|o))? (?:sua |nossa )?(?:\w+ )?(?:visita|reuni[aã]o|chamada|conversa|liga[cç][aã]o|recep[cç][aã]o|encontro)[^,;]{0,40}|(?:nos (?:conhecemos|encontramos|reunimos|vimos)|(?:conhecemo|encontramo|reunimo|vimo)-nos)\b[^,;]{0,30}?(?:passad[oa]|ontem|na feira|há|em (?:janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro))|(?:estive|estivemos|visitei|passei|passamos) (?:por |em |na |no |a[ií] )[^,;]{0,30}|(?:visita|reuni[aã]o|conversa|feira|liga[cç][aã]o) (?:de|do|da|em) (?:\w+ )?(?:passad[oa]|ontem|janeiro|fevereiro|mar[cç]o|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro) (?:foi|correu|estava)",
    r"(?:pedido|encomenda|compra|ordem|visita)s? (?:anterior\w*|passad[oa]s?|antig[oa]s?|d[oa] (?:ano|ver[aã]o|inverno|m[eê]s|safra|temporada) passad[oa]|de (?:20\d\d|h[aá] \w+|ontem))|(?:pedido|encomenda|compra|ordem)s? (?:que )?(?:j[aá] )?(?:fizemos|fiz|fech[aá]mos|fechei|coloc[aá]mos|confirm[aá]mos)[^,;]{0,30}?(?:passad[oa]|h[aá]|ontem|em (?:janeiro|fevereiro|mar[cç]o|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|20\d\d))|(?:pedi|pedimos|comprei|compr[aá]mos|encomend[aá]mos)\b[^,;]{0,40}?(?:(?:no|na) (?:ano|m[eê]s|ver[aã]o|inverno|safra|temporada) passad[oa]|h[aá] \w+ (?:meses|anos))",
)
CONDITION = (
    r"(?:quando|assim que|logo que|depois que|depois de|ap[oó]s|mal|uma vez|at[eé] que|mediante|contra|ao (?:receber|confirmar|cair|entrar)) ?(?:nos |me |se |a gente |o |a |os |as )?(?:senhor\w*|voc[eê]s?|seu|sua|vosso|vossa|cliente|banco|sinal|adiantamento|saldo|pagamento|dep[oó]sito|transfer[eê]ncia|chefe|dono|diretor\w*|patr[aã]o|aprova\w*|ordem|licita\w*|pag\w+|confirm\w+|deposit\w+|transf\w+|assin\w+|aprov\w+|(?:ca[ií]r?|entrar|chegar|receber|recebermos) (?:o |a |seu |sua )?(?:sinal|pagamento|saldo|depósito|transferência|dinheiro|carta|ordem|valor)|carta)",
    r"se (?:o |a |os |as )?(?:senhor\w*|voc\w+|seu|sua|vosso|vossa|cliente|banco|for|forem|der|houver|tiver\w*|fechar\w*|confirmar\w*|pagar\w*|aceitar\w*|aprovar\w*|concordar\w*|quiser\w*|puder\w*|subir\w*|chegar\w*|ganhar\w*|gente|pedido|volume|armador|fábrica)|^se|caso|desde que|contanto que|a menos que|sujeito a|depende\w*|na condi[cç][aã]o|s[oó] (?:se|quando|depois|mediante|contra|ap[oó]s)|falta (?:a assinatura|o ok|o aval|a aprova\w+)|(?:espero|aguardo|aguardamos|esperando|aguardando) (?:a aprova\w+|o aval|a assinatura|o ok|o sinal verde)|talvez|quem sabe|possivelmente|provavelmente|pode ser que",
)
NO_CONDITION = (
    r"se (?:poss[ií]vel|for poss[ií]vel|puder\w*|n[aã]o|quiser\w* (?:mais|algo)|tiver\w* (?:alguma|d[uú]vidas?|perguntas?)|precisar\w* de (?:algo|mais)|faz favor)|(?:me avise|avise\w*|diga\w*|me diz|saber|ver|confirm\w+|perguntar) se|como se|mesmo se|desde quando|(?:trata|refere|lembr\w+|torn\w+|fa[cç]a|fazer|encontra\w*|pode|deve|nos|lhe|j[aá])-se|(?:que|n[aã]o|j[aá]|nos) se",
)
ASKING = (
    r"^\W*(?:e |mas )?(?:ser[aá] que|[eé] verdade que|enferruj\w+|desbot\w+|aguenta\w*|encolhe\w*|qual (?:[eé] )?o procedimento|o que acontece|como (?:funciona|fa[cç]o|procedem))|gostaria de saber se|queria saber se|por curiosidade|s[oó] (?:por )?curiosidade|qual [eé] (?:o|a) (?:procedimento|processo|pol[ií]tica)",
)
PRESUMED = (
    r"por ?que|porqu[eê]|onde|cad[eê]|o que (?:houve|aconteceu|fazemos|v[aã]o|vamos|fa[cç]o)|como (?:pode|[eé] poss[ií]vel|ficamos|fica)|quem (?:paga|assume|vai|responde)|quando|rep[oõ]\w+|repos\w+|troc\w+|substitu\w+|reembols\w+|devolv\w+|descont\w+|compens\w+|explic\w+|de novo|outra vez|ainda|meus?|minhas?|noss[oa]s?|chegou|chegaram|veio|vieram|recebi|recebemos",
)
DOERS = (
    r"(?:transit[aá]ri[oa]|despachante|agente de carga|transportadora|armador|companhia mar[ií]tima|caminhoneiro|motorista|camionista|alf[aâ]ndega|receita federal|correios?|carteiro|estafeta|courier|entregador|motoboy|dhl|fedex|ups|seguradora|seguro|porto|terminal|estivadores?|estiva|carregadores|banco|(?:noss[oa]s?|meus?|minhas?) (?:pr[oó]pri[oa]s? )?(?:motorista|armaz[eé]m|dep[oó]sito|almoxarif\w+|pessoal|funcion[aá]ri[oa]s?|equipe|rapaz\w*|empilhadeirista|instalador|t[eé]cnico|eletricista|filh[oa]|gato|cachorro|s[oó]ci[oa]|ajudante|engenheiro)|empilhadeira|empilhador|outro fornecedor|fornecedor (?:local|antigo|anterior|turco|indiano|italiano))",
)
REPORTS = (
    r"encontr\w+|ach[oa]\w*|descobri\w+|detect\w+|not[oa]u|notaram|inform\w+|report\w+|contou|contaram|confirm\w+|diz\w*|disse\w*|reclam\w+|queix\w+|recus\w+|devolv\w+|verific\w+|abri\w+|descarreg\w+|medi\w+|por (?:culpa|erro) (?:vossa|de voc[eê]s|sua)|voc[eê]s (?:mandaram|carregaram|embalaram|esqueceram|colocaram|fizeram)|(?:sua|vossa) (?:culpa|embalagem|fatura|etiqueta|f[aá]brica|gente)|porque voc[eê]s",
)
CLEARED = (
    r"n[aã]o [eé] (?:culpa|problema|erro|coisa|responsabilidade) (?:sua|vossa|seu|vosso|de voc[eê]s)|n[aã]o t[eê]m (?:a )?(?:culpa|nada a ver)|nada a ver com (?:voc[eê]s|a vossa|o vosso|isso de voc[eê]s)|(?:foi|[eé]) (?:culpa|erro|descuido|falha) (?:noss[oa]|minha|meu|del[ea]s?|d[oa])|culpa nossa|n[aã]o foi (?:culpa )?(?:sua|vossa|de voc[eê]s)",
)
OTHERS = (
    r"(?:um|uma|o meu|meu|minha|nosso|nossa) (?:bom |grande )?(?:amig[oa]|vizinh[oa]|prim[oa]|cunhad[oa]|conhecid[oa]|tio|colega de outra)(?![^,;]{0,25}\b(?:me|nos)\b)|amigos (?:meus|nossos)|outro cliente (?:seu|de vocês)|outros (?:clientes|importadores) (?:dizem|reclamam)|dizem por aí",
    r"(?:noss[oa]s?|um|uma|os|a|o|outros?) (?:concorrentes?|concorrência) (?:também )?(?:acha\w*|pensa\w*|considera\w*|reclama\w*|diz\w*|acredita\w*)(?![^;]{0,60}\b(?:você\w*|seu preço|seus preços|vosso\w*|senhor\w*)\b)",
)
TO_COME = (
    r"(?:vou|vamos|vai|vão|irei|iremos) (?:\w+ )?\w+r|amanhã|(?:envi|mand|pass|far|dar|remet|prepar|respond|confirm|compartilh)\w*(?:arei|erei|irei|aremos|eremos|iremos)|farei|faremos|em breve|na próxima semana|mais tarde|logo mais",
)
NO_TO_COME = (
    r"anex\w+|segue\w*|aqui está|encontrará\w*|já (?:lhe|enviei|mandei|foi)|acabei de|conforme prometido",
)
AGAINST = (r"mas|porém|contudo|entretanto|no entanto|todavia|embora|só que|e sim",)
CLAUSE = (
    r"porque|pois|já que|por isso|portanto|então|enquanto|e(?= (?:por favor|favor|quero|queremos|gostaria\w*|precis\w+|nos|me|já|agora|envie\w*|mande\w*|o|a|seu|sua))|por favor|por gentileza|favor|poderia|poderiam|podem|pode|para que",
)
SMALL_WORDS = "vieram veio chegou chegaram caixas peças lote cor cores um dois três quatro cinco seis sete oito nove dez navio fornecedor entrega envio mande manda esta neste nessa desse deste nosso foi fui vai vamos posso pode podemos esse essa preço pedido amostra amostras fatura pagamento hoje desde sobre quer qual quanto amanhã fábrica nós foram ser preciso aceitar o a os as de e que em um uma por para com seu sua seus suas não nao é são nos no na nas dos das do da ao aos como mais mas se obrigado obrigada você vocês favor bom boa dia tarde está estão prezados prezado já muito há sem nem quando temos precisamos quero queremos nosso nossa também este isso eu onde faz foi embora tudo pra pelo pela até ou meu minha a gente ainda só"
