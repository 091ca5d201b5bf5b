"""German cues. What each name means: `cues.Tongue`. "nicht" often closes its clause, far behind what it denies."""

# ruff: noqa: E501 - a cue is read as one line

NO_DENIAL = (
    r"(?:passt|passen|gefällt|gefallen|stimmt|stimmen|reicht|reichen|funktioniert|funktionieren|klappt|entspricht|entsprechen|überzeugt|rechnet|trägt|läuft|kam|kamen|antwortet)\b[^;,]{0,30}?\bnicht|kein(?:en)? grund|nicht (?:bezahlt|eröffnet|erfolgt|geleistet|überwiesen|rechtzeitig|pünktlich)",
    r"nicht (?:nur|bloß|allein|lediglich|später als|mehr als|weniger als|vor|erst|sicher|ganz sicher|zu vergessen|zuletzt|umhin|unerheblich|selten|schlecht|wahr|länger (?:warten|hinnehmen|akzeptieren))|nicht (?:mehr )?(?:warten|verschieben|aufschieben|verschoben|aufgeschoben|hinausschieben|leisten)|duldet keinen aufschub|keinen aufschub|keine zeit (?:mehr )?(?:zu verlieren|verlieren)|kein(?:e|en)? (?:zweifel|problem|frage|ahnung|antwort|rückmeldung|wunder|nachricht|einwände?)",
    r"nicht (?:\w+ )?(?:einverstanden|zufrieden|akzeptabel|akzeptier\w+|annehm\w+|hinnehm\w+|mitgehen|konkurrenzfähig|wettbewerbsfähig|tragbar|machbar|darstellbar|marktgerecht|in ordnung|ok|okay|korrekt|richtig|gut|klar|verständlich|nachvollziehbar|glücklich|überzeugt|wie|so wie|das,? was|funktion\w+|überein\w*|pass\w+|gleich\w*|zahlen|bezahlen|bestellt|eingehalten|genug|mehr im rahmen)",
    r"(?:kann|können|könnten|könnte|könnt|wollen|wollt|möchten|würden|haben|habt|gibt|ginge|geht|ist|wäre|sind|dürfen|dürfte|sollten|sollen|machen|bieten)(?: sie| ihr| wir| ich| es| man| das| da)(?: \w+)?(?: \w+)? (?:nicht|kein\w*)|warum (?:\w+ ){0,3}?(?:nicht|kein\w*)|wieso (?:\w+ ){0,3}?nicht|ob (?:\w+ )?nicht|(?:oder|nicht|nein)(?=\s*\?)|oder nicht|wenn nicht|falls nicht|vergessen sie nicht|zögern sie nicht",
    r"(?:noch|immer noch|bis heute|bisher|bislang|weiterhin) (?:nicht|kein\w*|nichts)|(?:wenn|falls|sofern) (?:\w+ ){1,4}?(?:nicht|kein\w*)",
    r"ohne\b[^;]{0,90}?\b(?:nicht|kein\w*|nie|nichts|unmöglich|weder)|(?:nicht|kein\w*|nie|nichts)\b[^;]{0,70}?\bohne|ohne (?:zweifel|frage|weiteres|verzug|verzögerung|rückmeldung|antwort|obligo)|nichts anderes als",
)
DENIED_BEFORE = (
    r"nicht|kein\w*|ohne|nie|niemals|niemand\w*|nichts|weder|noch nie|statt|anstatt|anstelle|keinesfalls|keineswegs|auf keinen fall|unnötig\w*|brauchts? k\w+|storn\w+|abgesagt\w*|verzicht\w+|verwerf\w+|verworfen|abgelehnt|lehn\w+|außer|frei von|weit entfernt von|abseits von|nein",
)
DENIED_AFTER = (
    r"nicht|kein\w*|überflüssig|unnötig|entfällt|entfallen|entfiel|erübrig\w+|abgesagt|storniert|gestrichen|abgeblasen|geplatzt|hinfällig|verworfen|ausgeschieden|abgelehnt|vom tisch|verzicht\w+|kann warten|können warten|nein danke|niemand|weder",
)
DENIED_ASKED = (r"ohne|(?:brauch\w+|will|wollen|möchten?) (?:\w+ )?(?:nicht|kein\w*)|statt|anstatt|anstelle",)
NO_IMAGINED = (
    r"wenn (?:möglich|es geht|sie (?:\w+ ){0,4}?(?:können|könnten|wollen|haben|hätten|einverstanden|liefern|senken|anbieten)|ihr|der preis|die preise|nicht|ja|es ihnen)|falls (?:möglich|sie|ihr|vorhanden|verfügbar|nicht|der preis)|auch wenn|selbst wenn|als ob|wenn (?:\w+ ){1,4}?(?:nicht|kein\w*)",
)
IMAGINED = (
    r"wenn (?:wir|ich|man|es|mal|einmal|jemals|irgend\w*|doch|überhaupt|etwas|was|mein\w*|unser\w*|eine?|_|die ware|später)|falls|sofern (?:wir|ich|man|es)|im falle|im fall|für den fall|sollte(?:n)? (?:wir|ich|man|es|mal|einmal|jemals|irgend\w*|etwas|doch|später|der|die|das|eine?)|sollte sich|angenommen|gesetzt den fall|nehmen wir an|stellen sie sich vor|rein hypothetisch|theoretisch|irgendwann (?:mal|einmal)|eines tages|was passiert|was wäre|hätten wir|wären wir|hätte ich|würden wir",
)
CLOSED = (
    r"(?:längst|schon|bereits|inzwischen|mittlerweile|ist|sind|wurde|wurden|alles|hat sich|haben sich|war)(?: \w+)? (?:erledigt|gelöst|geklärt|behoben|beigelegt|abgeschlossen|bereinigt|repariert|ersetzt|vergessen|geregelt|ausgeräumt)|schnee von gestern|alte geschichte|gegessen|vom tisch|erledigt|ad acta|längst vorbei",
)
PAST = (
    r"vor (?:\w+ ){0,2}(?:jahren|monaten)|damals|früher|seinerzeit|ehemals|einst|in der vergangenheit|im jahr (?:19\d\d|20[01]\d|202[0-3])|anno|vor langer zeit|vor ewigkeiten|letzte[nsrm]? (?:jahr|winter|sommer|saison|frühjahr|herbst) (?:waren|war|hatten|mussten|kauften)",
)
OTHERS = (
    r"(?:ein|eine|mein|meine|unser|unsere|meinem|meiner|einem|einer) (?:guter |gute |alter )?(?:freund|freundin|nachbar|nachbarin|cousin|cousine|schwager|bekannter|bekannte|onkel|vetter)\w*(?![^,;]{0,25}\b(?:mir|uns)\b)|freunde von (?:mir|uns)|ein anderer kunde von ihnen|andere kunden (?:sagen|klagen)|angeblich|ein kollege (?:aus|bei|in) (?:einer )?ander\w+",
)
AGAINST = (r"aber|jedoch|sondern|allerdings|obwohl|obgleich|dennoch|trotzdem|nur dass|doch",)
CLAUSE = (
    r"weil|denn|daher|deshalb|darum|deswegen|während|da (?:wir|die|der|das|unser\w*)|damit|also|und(?= (?:bitte|wir|ich|würden|könnten|können|möchten|brauchen|bitten|jetzt|dann|der|die|das|ihr|es|auch))|bitte|(?:könnten|können|würden) sie",
)
SMALL_WORDS = "kann preis bestellung muster rechnung zahlung heute seit will welche morgen werk brauche würden sehr nur dann bis der die das und zu den dem ein eine einen einem einer für mit ihr ihre ihren ihrer wir sie ist sind nicht auf im von bitte uns können haben es ich wenn aber noch bei auch unser unsere unserer mir mich hat war wird werden kein keine zum zur aus nach schon nur mal oder was wie man dass des vom am an als bis sich hallo danke haben habe brauchen ja so hier jetzt vor"
