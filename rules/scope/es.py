"""Spanish cues. What each name means: `cues.Tongue`."""

# ruff: noqa: E501 - a cue is read as one line

NO_DENIAL = (
    r"no (?:lote|porto|prazo|fundo|meio|estoque|armaz[eé]m|dep[oó]sito|valor|pedido de voc\w+|cais|navio|contentor|brasil|site|ano|m[eê]s|dia)|no (?:quier\w+|quer\w+|dese\w+) (?:mas|recibir|saber|que me|nada de) ?(?:correos?|mails?|mensajes?|contact\w*|noticias|ofertas|publicidad|nada)?",
    r"no tenemos (?:el|la|su|los|las|sus) (?!necesidad|intenci[oó]n|plan)\w+|no (?:está|es) (?:bien|buen[oa]?|correct\w+|clar[oa])|no se (?:hizo|ha hecho|pag[oó]|ha pagado)|no hay (?:motivo|razón)",
    r"no (?:solo|solamente|s[oó]lamente|unicamente|tan solo|mas de|menos de|mas tarde|despues de|antes de|tarden?|demoren?|obstante|hay duda|cabe duda|dude|dudes|duden|se olvide|olvide|olviden|sabemos|se si|estoy segur[oa]|entiendo|entendemos|importa)|ya no (?:aguant|pod|soport)\w+ mas",
    r"no (?:se )?(?:puede|puedo|podemos|debe|debemos|quiero|queremos|admite|vamos a|voy a)(?: \w+)? (?:esperar|demorar|retrasar|aplazar|posponer|postergar|dejar|perder|cancelar|aguantar)\w*|no (?:espera|admite espera|da espera|aguanta|aguantamos)|sin falta|sin demora|sin duda|sin embargo|cuanto antes",
    r"no (?:se )?(?:(?:puedo|podemos|puede|pueden|pude|pudimos) )?(?:me |nos |lo |la )?(?:acept\w+|alcanz\w+|conven\w+|convenc\w+|cuadra\w*|dan? |da\b|cierra\w*|estoy de acuerdo|estamos de acuerdo|estamos conformes|pag(?:o|ar|amos) (?:tanto|mas|por)|sirve\w*|coincid\w+|correspond\w+|es lo que|es igual|funcion\w+|cumpl\w+|competitiv\w+|es competitiv\w+|lleg\w+|recib\w+|respond\w+|contest\w+)",
    r"(?:todavia|aun) no|por que no|porque no (?:nos|me)|(?:podria|puede|podrian|pueden|quiere|quieren)s? no|no (?:podria|podrian|puede|pueden|tiene|tienen|tendra|tendran|hay|habra|hace|hacen|seria|podemos ver)s?\b(?=[^.!;]*\?)|o no|no(?=\s*\?)|no es cierto|no es asi|no\. ?\d+|no \d+|si no|a no ser|no queda (?:otra|mas)|no mas que",
    r"(?:no|nunca|nadie|nada)\b[^;]{0,60}?\bsin|sin\b[^;]{0,90}?\b(?:no|imposible|nunca|nada)|sin (?:plomo|costura|alcohol|azucar|gluten|fin|respuesta|noticias|compromiso)|nada mas (?:llegar|que)",
)
DENIED_BEFORE = (
    r"no|ni|nunca|jamas|sin|tampoco|ningun\w*|nadie|nada|en vez de|en lugar de|cancel\w+|anul\w+|desconvoc\w+|descart\w+|suspendi\w+|olvid\w+|rechaz\w+|deje de|dejamos de|dejo de|ya no|lejos de|libre de|excepto|salvo|omit\w+",
)
DENIED_AFTER = (
    r"no (?:hace|hacen|hara|haran) falta|no (?:la|lo|las|los|nos|me|se|le|es|son|sera|fue|fueron|esta|estan|hay|hubo|necesit\w+|quer\w+|quier\w+|va|van|vamos|aplica\w*|hizo|ha sido|tenemos|tengo)|ya no|descart\w+|rechaz\w+|desistimos|tampoco|ningun\w*|innecesari\w+|sobra\w*|puede esperar|pueden esperar|(?:quedo|quedaron|fue|fueron|esta|estan|se) (?:cancel|anul|descart|suspend)\w+|ni falta|no, gracias|ni nada",
)
DENIED_ASKED = (r"sin|no (?:necesit\w+|quer\w+|quier\w+|hace falta)|en vez de|en lugar de|cancel\w+",)
NOTHING = (r"nada(?! mas)|(?<!sin )ningun\w*|nadie",)
NO_IMAGINED = (
    r"si (?:es|fuera|fuese) posible|si (?:puede|pueden|pudiera|pudieran|podria|podrian|me puede|nos puede|nos pueden|me pueden|gusta|le parece|les parece|usted|ustedes|tiene|tienen|me|nos|el precio|los precios|su|sus|no|esta de acuerdo|acepta\w*|baja\w*|mejora\w*)|aun si|por si fuera poco|como si",
)
IMAGINED = (
    r"si (?:algun dia|alguna vez|un dia|llegara\w*|llegase\w*|hubiera\w*|hubiese\w*|tuviera\w*|tuvieramos|quisiera\w*|quisieramos|necesitara\w*|comprara\w*|pidiera\w*|hiciera\w*|fuera\w*|fueramos|surg\w+|aparec\w+|pasa\w*|ocurr\w+|hay|hubo|necesit\w+|quer\w+|quier\w+|tenemos|tengo|decid\w+|compr\w+|ped\w+|pid\w+|encarg\w+|algo|alguna?|sale|vuelv\w+|hac\w+|orden\w+)\b",
    r"si (?:_|yo|nosotros|mi|nuestr[oa]s?)|en caso de|en el caso de|por si|supong\w+|suponiendo|imagin\w+|hipotetic\w+|en teoria|algun dia|un dia de estos|que pasa si|que pasaria|ojala|a lo mejor algun|cuando algun dia|hubieramos|habriamos",
)
SUPPOSED = (
    r"(?:(?<!aun )(?<!como )si|en caso de que|por si) (?:la |el |los |las |alguna? |su |sus |nuestr\w+ )?(?:mercanc\w+|mercader\w+|productos?|piezas?|pedidos?|contenedor\w*|cajas?|máquinas?|equipos?|carga|artículos?|envío|muestras?|algo)(?: \w+){0,4}? (?:dañad\w+|rot[oa]s?|defectuos\w+|mal|golpead\w+|averiad\w+|incomplet\w+|equivocad\w+|falla\w*)\b[^,;?]*",
    r"si (?:su|sus|el|los) (?:precios?|oferta|calidad) (?:fuera|fuese|fueran|fuesen|hubiera sido) (?:demasiado |muy |tan )?(?:alt\w+|car\w+|mal\w*|baj\w+)\b[^,;?]*",
)
CLOSED = (
    r"ya (?:se |lo |la |los |las |nos |me |esta |estan |quedo |quedaron |fue |fueron |ha sido |han sido )*(?:resolvi\w+|resuelt\w+|soluciona\w+|soluciono|arregl\w+|saldad\w+|cerrad[oa]s?|cerro|superad\w+|aclarad\w+|aclaro|compensa\w+|repus\w+|repuest\w+|subsanad\w+)|(?:qued[oó]|quedaron|esta|estan|fue|fueron) (?:todo )?(?:resuelt|solucionad|saldad|superad|aclarad|arreglad|olvidad|zanjad)\w+|asunto cerrado|caso cerrado|tema cerrado|cosa del pasado|agua pasada|historia vieja|borron y cuenta nueva",
)
PAST = (
    r"hace (?:\w+ ){0,3}(?:anos|meses)|anos atras|hace tiempo|hace mucho|en aquel (?:entonces|tiempo)|en esa epoca|en el pasado|antiguamente|antes (?:compr|trabaj|ped|us|ten)\w+|en (?:el )?(?:19\d\d|20[01]\d|202[0-3])|sol(?:iamos|ia|ian)|alguna vez|(?:el ano|el invierno|el verano|la temporada) pasad[oa] (?:estuv\w+|estab\w+|tuvimos que|compr(?:amos|abamos|e)|paramos|frenamos)",
)
BYGONE = (
    r"(?:fue|ha sido|era) (?:un (?:gran |verdadero |enorme )?)?(?:gusto|placer|honor|lindo|bueno|agradable|rico)(?: de)? (?:visitar\w*|conocer\w*|ver\w*|saludar\w*|recibir\w*|hablar|conversar|reunirnos)[^,;]{0,40}|(?:gracias|agradec\w+) por (?:la|su|tu|el|esa) (?:\w+ )?(?:visita|reunion|llamada|charla|recorrido|atencion)[^,;]{0,40}|nos (?:vimos|conocimos|reunimos|encontramos|juntamos)\b[^,;]{0,30}?(?:pasad[oa]|ayer|hace|en (?:la feria|canton|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre))|(?:como|cuando|lo que) (?:ya )?(?:hablamos|conversamos|quedamos|vimos|platicamos)[^,;]{0,30}|(?:estuve|estuvimos|visitamos) (?:por |en |con )[^,;]{0,30}|(?:la )?(?:visita|reunion|llamada|charla) (?:de|del) (?:\w+ )?(?:pasad[oa]|ayer|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)[^,;]{0,10}",
    r"(?:pedido|orden|compra|visita|reunion|encargo)s? (?:anterior\w*|pasad[oa]s?|viej[oa]s?|del (?:ano|verano|invierno|mes) pasado|de (?:la temporada pasada|hace \w+|ayer|20\d\d))|(?:pedido|orden|compra)s? (?:que )?(?:ya )?(?:hicimos|hice|cerramos|colocamos|pusimos|confirmamos)[^,;]{0,30}?(?:pasad[oa]|hace|ayer|en (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|20\d\d))|(?:pedi|pedimos|compre|compramos|encargamos|ordenamos)\b[^,;]{0,40}?(?:el (?:ano|mes|verano|invierno) pasado|hace|la temporada pasada)",
)
CONDITION = (
    r"(?:cuando|una vez que|una vez|apenas|tan pronto(?: como)?|en cuanto|luego de que|despues de que?|hasta que|contra|al (?:recibir|llegar|confirmar|entrar)|(?:tras|previo|previa|una vez recibid[oa]|recibid[oa]) )(?: (?:nos|me|se|ya))?(?: ?(?:usted\w*|vos|tu|su|sus|el (?:cliente|banco|anticipo|saldo|pago|deposito|jefe|dueno|gerente|directorio)|la (?:transferencia|orden|aprobacion|carta|licitacion|licencia|firma|se[nñ]a)|pag\w+|confirm\w+|deposit\w+|transf\w+|firm\w+|apr\w+|aprueb\w+|envie\w*|mande\w*|(?:llegue|entre|recibamos|recibir|cobremos|llegar|entrar|caiga) (?:el |la |su )?(?:anticipo|pago|saldo|deposito|transferencia|dinero|plata|se[nñ]a|carta|orden|giro)|anticipo|deposito|pago))",
    r"si(?! ?[,.!;:])|siempre que|siempre y cuando|a condicion|con tal|depende\w*|sujeto a|salvo que|solo (?:contra|si|cuando|despues)|falta (?:la firma|que (?:apruebe|firme|autorice)|el visto bueno|la aprobacion)|(?:espero|esperamos|esperando) (?:la aprobacion|el visto bueno|la firma|que apruebe\w*)|en caso|quiza\w*|tal vez|a lo mejor|puede que|posiblemente|podriamos",
)
NO_CONDITION = (
    r"si (?:es posible|puede\w*|no|le parece|gusta|desea\w* (?:mas|algo)|tiene\w* (?:alguna|dudas?|preguntas?|otra)|necesita\w* (?:algo|mas|otra))|(?:aviseme|avisame|digame|dime|confirme\w*|saber|ver|preguntar|diga\w*|consultar) si|aun si|como si|por si|eso si|desde cuando",
)
ASKING = (
    r"^\W*(?:y |pero )?¿?(?:se (?:oxida|rompe|destin|despint|encog|desprend)\w*|sera que|es cierto que|es verdad que|aguanta\w*|que pasa si|que tal|como (?:se )?(?:tramita|procede|reclama|manejan))|quisiera saber si|me pregunto si|simple curiosidad|por curiosidad|solo pregunto|(?:cual|como) es (?:el|la|su) (?:procedimiento|proceso|politica|tramite)",
)
PRESUMED = (
    r"por que|donde|que paso|como es posible|como puede ser|quien (?:paga|responde|va|se hace)|que (?:hacemos|hago|van a|piensan|vamos|solucion)|cuando|repo\w+|reemplaz\w+|reembols\w+|devolv\w+|descuent\w+|compens\w+|explic\w+|otra vez|de nuevo|todavia|ya |mis|nuestr[oa]s?|me (?:llego|mandaron)|nos (?:llego|llegaron|mandaron)|llegaron|vinieron",
)
DOERS = (
    r"(?<!su )(?:transitari[oa]s?|agente de carga|forwarder|naviera|transportista|transporte|camionero|chofer|aduanas?|courier|mensajer[oa]|mensajeria|correos?|cartero|paqueteria|dhl|fedex|ups|aerolinea|aseguradora|seguro|puerto|terminal|estibadores?|cargadores|banco|despachante|(?:nuestr[oa]s?|mis?) (?:propi[oa]s? )?(?:chofer|choferes|conductor|bodega|bodeguer[oa]s?|almacen|almacenero|personal|gente|muchachos?|emplead[oa]s?|montacarguista|instalador|tecnico|electricista|hij[oa]|gato|perro|soci[oa]|ayudante)|montacargas|otro proveedor|proveedor (?:local|anterior|turco|indio|italiano))",
)
REPORTS = (
    r"encontr\w+|descubr\w+|detect\w+|not[oaó]\w*|inform\w+|report\w+|cont[oó]|contaron|confirm\w+|dic\w+|dij\w+|reclam\w+|quej\w+|rechaz\w+|devuelv\w+|devolvi\w+|revis\w+|abri\w+|descarg\w+|midi\w+|por (?:culpa|error) (?:suy[oa]|de ustedes)|ustedes (?:mandaron|cargaron|empacaron|olvidaron|pusieron|hicieron)|su (?:culpa|error|embalaje|factura|etiqueta|fabrica|gente)|porque ustedes",
)
CLEARED = (
    r"no es (?:culpa|problema|error|cosa|responsabilidad) (?:suy[oa]|tuy[oa]|vuestr[oa]|de ustedes|de usted)|no tiene\w* (?:la )?(?:culpa|nada que ver)|nada que ver con (?:ustedes|usted|vosotros|lo de ustedes)|(?:fue|es) (?:culpa|error|descuido) (?:nuestr[oa]|mi[oa]|de ell[oa]s|del|de la|suyo no)|ustedes no tienen|culpa nuestra|no fue (?:culpa )?(?:suy[oa]|de ustedes)",
)
OTHERS = (
    r"(?:un|una|mi|nuestr[oa]) (?:buen )?(?:amig[oa]|vecin[oa]|prim[oa]|cunad[oa]|conocid[oa]|tio|colega de otra)(?![^,;]{0,25}\b(?:me|nos)\b)|amig[oa]s (?:mios|nuestros)|otr[oa] cliente (?:suyo|de ustedes)|otros (?:clientes|importadores) (?:dicen|se quejan)|segun dicen|dicen por ahi|a otra (?:empresa|gente)",
    r"(?:nuestr[oa]s?|un|una|los|la|el|mi|otros?) (?:competidor\w*|competencia|rival\w*) (?:también )?(?:encuentra\w*|cree\w*|piensa\w*|opina\w*|considera\w*|se queja\w*|siente\w*|dice\w*)(?![^;]{0,60}\b(?:usted\w*|su (?:precio|oferta)|sus precios|vuestr\w+)\b)",
)
TO_COME = (
    r"(?:voy|vamos|va|van) a|(?<!esta )(?<!la )mañana|(?:le|les|te|se|lo|la|los|las) (?:\w+)(?:aré|eré|iré|aremos|eremos|iremos)|(?:envi|mand|pas|hag|har|dar|remit|cotiz|prepar|contest|confirm|compart|entreg|respond)\w*(?:aré|eré|iré|aremos|eremos|iremos|aría|ará|arán)|har[eé]|haremos|daré|daremos|pronto|en breve|la próxima semana|más tarde|luego",
)
NO_TO_COME = (
    r"adjunt\w+|anex\w+|aquí (?:está|tiene|va)|encontrará\w*|ya (?:le|les|se|te)|acabo de|como prometí",
)
AGAINST = (r"pero|sin embargo|aunque|sino|no obstante|en cambio|salvo que|solo que",)
CLAUSE = (
    r"porque|ya que|asi que|por eso|por lo tanto|mientras|pues|y(?= (?:por favor|favor|quiero|queremos|quisiera\w*|necesit\w+|nos|me|le|les|ya|ahora|envie\w*|mande\w*|el|la|su))|por favor|favor de|favor|podria|podrian|pueden|puede|entonces|para que",
)
SMALL_WORDS = "puedo puede podemos ese esa precio pedido muestra muestras factura pago hoy ser hasta desde sobre quiere cual cuanto manana fabrica necesito aceptar a algun dia el la los las de y que en un una por para con su sus no es son nos le les lo del al como pero si gracias favor usted ustedes hola buenos buenas dias esta estan se me mi ya muy hay mas sin ni cuando tenemos necesitamos quiero queremos nuestro nuestra tambien este esta eso yo donde hace fue aunque todo"
