"""German cues. What each name means: `cues.Tongue`. "nicht" often closes its clause, far behind what it denies."""

# ruff: noqa: E501 - a cue is read as one line

NO_DENIAL = (
    r"(?:passt|passen|gefällt|gefallen|stimmt|stimmen|reicht|reichen|funktioniert|funktionieren|klappt|entspricht|entsprechen|überzeugt|rechnet|trägt|läuft|kam|kamen|antwortet)\b[^;,]{0,30}?\bnicht|kein(?:en)? grund|nicht (?:bezahlt|eröffnet|erfolgt|geleistet|überwiesen|rechtzeitig|pünktlich)",
    r"nicht (?:nur|bloß|allein|lediglich|später als|mehr als|weniger als|vor|erst|sicher|ganz sicher|zu vergessen|zuletzt|umhin|unerheblich|selten|schlecht|wahr|länger (?:warten|hinnehmen|akzeptieren))|nicht (?:mehr )?(?:warten|verschieben|aufschieben|verschoben|aufgeschoben|hinausschieben|leisten)|duldet keinen aufschub|keinen aufschub|keine zeit (?:mehr )?(?:zu verlieren|verlieren)|kein(?:e|en)? (?:zweifel|problem|frage|ahnung|antwort|rückmeldung|wunder|nachricht|einwände?)",
    r"nicht (?:\w+ )?(?:einverstanden|zufrieden|akzeptabel|akzeptier\w+|annehm\w+|hinnehm\w+|mitgehen|konkurrenzfähig|wettbewerbsfähig|tragbar|machbar|darstellbar|marktgerecht|in ordnung|ok|okay|korrekt|richtig|gut|klar|verständlich|nachvollziehbar|glücklich|überzeugt|wie|so wie|das,? was|funktion\w+|überein\w*|pass\w+|gleich\w*|zahlen|bezahlen|bestellt|eingehalten|genug|mehr im rahmen)",
    r"(?:kann|können|könnten|könnte|könnt|wollen|wollt|möchten|würden|haben|habt|gibt|ginge|geht|ist|wäre|sind|dürfen|dürfte|sollten|sollen|machen|bieten)(?: sie| ihr| es| man| das| da)(?: \w+)?(?: \w+)? (?:nicht|kein\w*)|(?:können|könnten|wollen|möchten|würden|haben|dürfen|sollten|sollen) (?:wir|ich)(?: \w+)?(?: \w+)? (?:nicht|kein\w*)(?=[^.!;]*\?)|warum (?:\w+ ){0,3}?(?:nicht|kein\w*)|wieso (?:\w+ ){0,3}?nicht|ob (?:\w+ )?nicht|(?:oder|nicht|nein)(?=\s*\?)|oder nicht|wenn nicht|falls nicht|vergessen sie nicht|zögern sie nicht",
    r"(?:noch|immer noch|bis heute|bisher|bislang|weiterhin) (?:nicht|kein\w*|nichts)|(?:wenn|falls|sofern) (?:\w+ ){1,4}?(?:nicht|kein\w*)",
    r"ohne\b[^;]{0,90}?\b(?:nicht|kein\w*|nie|nichts|unmöglich|weder)|(?:nicht|kein\w*|nie|nichts)\b[^;]{0,70}?\bohne|ohne (?:zweifel|frage|weiteres|verzug|verzögerung|rückmeldung|antwort|obligo)|nichts anderes als",
)
DENIED_BEFORE = (
    r"nicht|kein\w*|ohne|nie|niemals|niemand\w*|nichts|weder|noch nie|statt|anstatt|anstelle|keinesfalls|keineswegs|auf keinen fall|unnötig\w*|brauchts? k\w+|storn\w+|abgesagt\w*|verzicht\w+|verwerf\w+|verworfen|abgelehnt|lehn\w+|außer|frei von|weit entfernt von|abseits von|nein",
)
DENIED_AFTER = (
    r"nicht|kein\w*|überflüssig|unnötig|entfällt|entfallen|entfiel|erübrig\w+|abgesagt|storniert|gestrichen|abgeblasen|geplatzt|fällt (?:leider |nun |jetzt )*(?:aus|flach|ins wasser)|fallen aus|ausgefallen|wird nichts|hinfällig|verworfen|ausgeschieden|abgelehnt|vom tisch|verzicht\w+|kann warten|können warten|nein danke|niemand|weder",
)
DENIED_ASKED = (r"ohne|(?:brauch\w+|will|wollen|möchten?) (?:\w+ )?(?:nicht|kein\w*)|statt|anstatt|anstelle",)
NOTHING = (r"nichts|niemand\w*|kein\w*|nicht(?! (?:nur|spater|erst)\b)",)
NO_IMAGINED = (
    r"wenn (?:möglich|es geht|sie (?:\w+ ){0,4}?(?:können|könnten|wollen|haben|hätten|einverstanden|liefern|senken|anbieten)|ihr|der preis|die preise|nicht|ja|es ihnen)|falls (?:möglich|sie|ihr|vorhanden|verfügbar|nicht|der preis)|auch wenn|selbst wenn|als ob|wenn (?:\w+ ){1,4}?(?:nicht|kein\w*)",
)
IMAGINED = (
    r"wenn (?:wir|ich|man|es|mal|einmal|jemals|irgend\w*|doch|überhaupt|etwas|was|mein\w*|unser\w*|eine?|_|die ware|später)|falls|sofern (?:wir|ich|man|es)|im falle|im fall|für den fall|sollte(?:n)? (?:wir|ich|man|es|mal|einmal|jemals|irgend\w*|etwas|doch|später|der|die|das|eine?)|sollte sich|angenommen|gesetzt den fall|nehmen wir an|stellen sie sich vor|rein hypothetisch|theoretisch|irgendwann (?:mal|einmal)|eines tages|was passiert|was wäre|hätten wir|wären wir|hätte ich|würden wir",
)
SUPPOSED = (
    r"(?:(?<!auch )(?<!selbst )wenn|falls|sofern|sollten?) (?:die |das |der |ein\w* |etwas |ihre? |unsere? |mal )*(?:ware\w*|produkte?|teile?|lieferung|sendung|container|paket\w*|maschinen?|stücke?|artikel|kartons?|muster|bestellung|etwas|fliesen|gläser)(?: \w+){0,4}? (?:kaputt|beschädigt|defekt|zerbrochen|mangelhaft|fehlerhaft|verkratzt|nass|falsch|unvollständig|bricht|ausfällt|rostet)\b[^,;?]*",
    r"wenn (?:ihre?|der|die|das) (?:\w+ )?(?:preise?|angebot|qualität|lieferzeit|konditionen) (?:\w+ )?(?:zu )?(?:hoch|teuer|schlecht|lang|niedrig) (?:wäre|wären|gewesen wäre)\b[^,;?]*",
)
CLOSED = (
    r"(?:längst|schon|bereits|inzwischen|mittlerweile|ist|sind|wurde|wurden|alles|hat sich|haben sich|war)(?: \w+)? (?:erledigt|gelöst|geklärt|behoben|beigelegt|abgeschlossen|bereinigt|repariert|ersetzt|vergessen|geregelt|ausgeräumt)|schnee von gestern|alte geschichte|gegessen|vom tisch|erledigt|ad acta|längst vorbei",
)
PAST = (
    r"vor (?:\w+ ){0,2}(?:jahren|monaten)|damals|früher|seinerzeit|ehemals|einst|in der vergangenheit|im jahr (?:19\d\d|20[01]\d|202[0-3])|anno|vor langer zeit|vor ewigkeiten|letzte[nsrm]? (?:jahr|winter|sommer|saison|frühjahr|herbst) (?:waren|war|hatten|mussten|kauften)",
)
BYGONE = (
    r"(?:haben|hatten|sind) (?:wir |uns |sie |ihr )*(?:\w+ ){0,6}?(?:kennengelernt|getroffen|besucht|begegnet|telefoniert)|(?:kennengelernt|getroffen|besucht) (?:haben|hatten)|(?:trafen|sprachen|besuchten|telefonierten) (?:wir )?(?:uns |sie )?[^,;]{0,30}|(?:danke|vielen dank|dank|gefreut) (?:noch ?mals? |noch einmal )?(?:für|über) (?:den|das|ihren|ihr|die|ihre) (?:\w+ )?(?:besuch|gespräch|treffen|führung|empfang|telefonat|anruf)[^,;]{0,30}|(?:schön|nett|freude|vergnügen|gut),? (?:sie |euch )?(?:\w+ ){0,4}?(?:kennengelernt|getroffen|gesehen|besucht|kennenzulernen)|(?:besuch|gespräch|treffen|messe|telefonat|führung|rundgang)[^,;]{0,40}? (?:war|waren|hat uns|hat mir|verlief|gefiel)\b",
    r"(?:letzte[nrs]?|vorige[nrs]?|frühere[nrs]?|alte[nrs]?|vergangene[nrs]?|vorjährige[nrs]?) (?:bestellung|auftrag|order|lieferung|besuch|einkauf)\w*|(?:bestellung|auftrag|order)\w* (?:vom|aus dem|von) (?:letzten|vorigen|vergangenen|vorjahr|20\d\d|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)\w*|(?:letztes jahr|voriges jahr|letzten (?:sommer|winter|herbst|frühling|monat)|im (?:vorjahr|letzten jahr))\b[^,;]{0,40}?(?:bestellt|gekauft|geordert|bezogen)",
)
CONDITION = (
    r"(?:sobald|wenn|nachdem|nach|erst nach|bis|gegen|bei) (?:(?:der|die|das|dem|den|uns|wir) )?(?:sie|ihr|ihre[rnms]?|kunde|bank|anzahlung|restzahlung|zahlung|geld|akkreditiv|bestellung|auftrag|freigabe|zahlungseingang|geldeingang|eingang|erhalt|zusage|chef|vorstand|geschäftsführung|überweisung|bestätigung|genehmigung|unterschrift|zuschlag)\b",
    r"wenn|falls|sofern|soweit|vorausgesetzt|unter der bedingung|vorbehaltlich|je nachdem|hängt (?:davon|von|noch)|abhängig|sollte(?:n)?(?= (?:sie|ihr\w*|der|die|das|es))|nur (?:gegen|wenn|nach)|(?:es )?fehlt (?:nur )?noch (?:die|das) (?:freigabe|unterschrift|ok|zusage)|warte\w* (?:noch )?auf (?:die |das |grünes )?(?:freigabe|unterschrift|ok|zusage|licht)|vielleicht|eventuell|womöglich|möglicherweise|unter umständen|ließe sich",
)
NO_CONDITION = (
    r"wenn (?:möglich|nötig|gewünscht|sie (?:noch |weitere |dazu )*(?:fragen|wünsche))|falls (?:möglich|nötig|sie (?:noch |weitere |dazu )*fragen|gewünscht)|auch wenn|selbst wenn|als wenn|wie (?:besprochen|vereinbart)|nach ihre[rnm] (?:muster|zeichnung|wunsch|vorgabe\w*|angaben?|rechnung|unterlagen)|bei ihnen|bei ihrem|bis sie",
)
ASKING = (
    r"^\W*(?:und |aber )?(?:rostet|färbt|bleicht|verzieht|bricht|reißt|hält|läuft|gibt es|kann (?:es|man|das|der|die)|ist (?:es|das|der|die)|wird (?:es|das|der|die)) (?:\w+ )?(?:es|das|der|die|man|er|sie|leicht|schnell)?[^.]{0,30}$|was passiert|wie (?:läuft|gehen sie|handhaben)|wie ist (?:das|der|die|ihr) (?:verfahren|ablauf|vorgehen)|(?:möchte|wüsste|würde gern) (?:gern )?(?:wissen|wissen),? ob|ich frage mich,? ob|reine neugier|nur aus neugier",
)
PRESUMED = (
    r"warum|wieso|weshalb|weswegen|wo|was ist (?:passiert|da|los)|wie (?:kann|konnte|kommt|soll)|wer (?:zahlt|bezahlt|trägt|übernimmt|haftet)|was (?:nun|machen|tun|sollen|gedenken|schlagen)|wann|ersetz\w+|ersatz\w*|erstatt\w+|gutschr\w+|nachliefer\w*|entschädig\w+|erklär\w+|schon wieder|noch immer|immer noch|mein\w*|unser\w*|erhalten|bekommen|angekommen|kam|kamen",
)
DOERS = (
    r"(?<!ihr )(?<!ihre )(?:spediteur|spedition|frachtführer|reederei|lkw-fahrer|fahrer|zoll|zollamt|zöllner|kurier|paketbote|paketdienst|postbote|die post|dhl|fedex|ups|dpd|gls|hermes|airline|versicherung|versicherer|hafen|terminal|hafenarbeiter|bank|(?:unser\w*|mein\w*) (?:eigene[rn]? )?(?:fahrer|lager|lagerist|lagerarbeiter|mitarbeiter\w*|leute|staplerfahrer|stapler|monteur|techniker|elektriker|sohn|tochter|katze|hund|azubi|lehrling|praktikant\w*|putzfrau|kollege\w*)|stapler|staplerfahrer|gabelstapler|möbelpacker|ander\w+ lieferant\w*|(?:hiesig|türkisch|indisch|italienisch|früher)\w+ lieferant\w*)",
)
REPORTS = (
    r"gefunden|fand|fanden|entdeck\w+|bemerk\w+|festgestellt|stellt\w* fest|melde\w*|gemeldet|gezählt|bestätig\w+|sag\w+|reklamier\w+|beschwer\w+|abgelehnt|verweiger\w+|zurückge\w+|geprüft|geöffnet|ausgepackt|entladen|gemessen|(?:durch|wegen) ihr\w*|ihr\w* (?:verpackung|rechnung|etikett\w*|werk|papiere|schuld|fehler|leute|verladung)|sie haben (?:falsch|vergessen|schlecht)|weil sie",
)
CLEARED = (
    r"(?:nicht|keine) (?:\w+ )?(?:ihre|eure) schuld|ihre schuld ist (?:das|es) nicht|(?:sie|ihr) (?:können|könnt|kann) nichts dafür|(?:hat|haben|hatte) (?:mit (?:ihnen|euch)|nichts mit (?:ihnen|euch)) (?:nichts )?zu tun|(?:unsere|meine|deren) (?:eigene )?schuld|(?:unser|mein) (?:eigener )?fehler|selbst schuld|nicht ihr fehler|nicht an ihnen",
)
OTHERS = (
    r"(?:ein|eine|mein|meine|unser|unsere|meinem|meiner|einem|einer) (?:guter |gute |alter )?(?:freund|freundin|nachbar|nachbarin|cousin|cousine|schwager|bekannter|bekannte|onkel|vetter)\w*(?![^,;]{0,25}\b(?:mir|uns)\b)|freunde von (?:mir|uns)|ein anderer kunde von ihnen|andere kunden (?:sagen|klagen)|angeblich|ein kollege (?:aus|bei|in) (?:einer )?ander\w+",
    r"(?:unser\w*|ein\w*|der|die|mein\w*) (?:\w+ )?(?:wettbewerber\w*|konkurrent\w*|mitbewerber\w*|konkurrenz) (?:auch )?(?:findet|finden|fand\w*|meint|meinen|glaubt|glauben|klagt|klagen|hält|halten|sagt|sagen)(?![^;]{0,60}\b(?:ihnen|ihr (?:preis|angebot)|ihre preise|euch|euer\w*|eure\w*)\b)",
)
TO_COME = (
    r"werde|werden|wird|wirst|morgen|übermorgen|demnächst|bald|in kürze|nächste woche|nachher|später|möchte|wollen|will|versprech\w+",
)
NO_TO_COME = (
    r"anbei|anhang|beigefügt\w*|beiliegend\w*|angehängt|finden sie|bereits|schon|heute morgen|guten morgen|wie versprochen|(?:wurde|worden|habe|haben)\b",
)
AGAINST = (r"aber|jedoch|sondern|allerdings|obwohl|obgleich|dennoch|trotzdem|nur dass|doch",)
CLAUSE = (
    r"weil|denn|daher|deshalb|darum|deswegen|während|da (?:wir|die|der|das|unser\w*)|damit|also|und(?= (?:bitte|wir|ich|würden|könnten|können|möchten|brauchen|bitten|jetzt|dann|der|die|das|ihr|es|auch))|bitte|(?:könnten|können|würden) sie",
)
SMALL_WORDS = "kann preis bestellung muster rechnung zahlung heute seit will welche morgen werk brauche würden sehr nur dann bis der die das und zu den dem ein eine einen einem einer für mit ihr ihre ihren ihrer wir sie ist sind nicht auf im von bitte uns können haben es ich wenn aber noch bei auch unser unsere unserer mir mich hat war wird werden kein keine zum zur aus nach schon nur mal oder was wie man dass des vom am an als bis sich hallo danke haben habe brauchen ja so hier jetzt vor"
