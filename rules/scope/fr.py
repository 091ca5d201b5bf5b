"""French cues. What each name means: `cues.Tongue`. An elided n' stands before its word without a space."""

# ruff: noqa: E501 - a cue is read as one line

NO_DENIAL = (
    r"(?:ne |n')\w+ pas (?:plus de|au-delà|dépasser|moins de)|(?:ne )?(?:veux|voulons|souhaite|souhaitons|désire|désirons) plus (?:de |d'|être |rien |recevoir |vos )\w*",
    r"(?:n'avons|n'ai|n'a) pas (?:le|la|les|votre|vos) (?!besoin|intention|projet|temps)\w+|(?:n'est|ne sont|n'a|n'ont) pas (?:été )?(?:effectué\w*|payé\w*|réglé\w*|fait\w*)|aucune raison",
    r"si jamais|pas (?:seulement|uniquement|que|plus tard|avant|sûrs?|certains?|moins de|plus de|encore sûr|mal de|à la hauteur|bons?|bonnes?|conformes?|content\w*|satisfait\w*|convaincu\w*|compétiti\w+|acceptable\w*|possible|clair\w*|correct\w*|normal\w*|du tout content\w*|d'accord|assez)|non seulement|non plus tard|(?:ne|n')\s?hésitez pas|n'oubliez pas|ne tardez pas|ne sais pas|ne savons pas|ne comprends? pas|ne comprenons pas",
    r"(?:ne|n')\s?(?:peut|peux|pouvons|pourra|pourrons|doit|devons|veux|voulons|souhaitons)(?: plus| pas)(?: se permettre d['e])? ?(?:attendre|retarder|reporter|repousser|décaler|différer|perdre|annuler|patienter|accepter|valider|payer)|n'attend(?:s|ons|ra)? pas|pas une minute à perdre|plus attendre|pas attendre",
    r"(?:ne|n')\s?(?:\w+ ){0,3}?(?:accept\w+|convien\w+|pass\w+|rentr\w+|correspond\w+|fonctionn\w+|march\w+|colle\w*|ressembl\w+|reç\w+|reçu\w*|arriv\w+|répond\w+|tient|tiennent) (?:pas|plus)|(?:n'avons|n'ai|n'a|ne m'est|ne nous est) (?:\w+ )?(?:toujours |encore )?pas (?:encore )?(?:reçu|trouvé|vu|eu)|(?:toujours|encore) pas|pas encore|pas de (?:réponse|nouvelles?|souci|problème|doute)",
    r"pourquoi (?:ne |pas |n')|(?:ne )?(?:pourriez|pouvez|auriez|avez|voulez|feriez|faites|serait|y a)-(?:vous|il|t-il|tu)(?: \w+)? pas|n'(?:auriez|avez|est|y a|êtes)[- ](?:vous|il|ce|t)\b(?:-il)? ?pas|n'est-ce pas|(?:non|pas)(?=\s*\?)|ou pas|ou non|sinon|si (?:ce )?n'est|à moins que|si (?:vous|on|nous|le|la|les) (?:ne |n')",
    r"(?:(?:ne |n')\w+ )?(?:pas|rien|jamais|personne|impossible)\b[^;]{0,60}?\bsans|sans\b[^;]{0,90}?\b(?:pas|impossible|rien|jamais|plus)|sans (?:fil|plomb|contact|couture|alcool|sucre|faute|délai|doute|tarder|attendre|engagement|réponse|nouvelles?|fin|frais)|plus (?:de|que) \d+|ne \w+ que|n'\w+ que|ne fût-ce",
)
DENIED_BEFORE = (
    r"pas|jamais|aucun\w*|rien|personne|ni|sans|nullement|guère|non|ne|point de|plus besoin|au lieu d\w+|plutôt que|annul\w+|renonc\w+|abandonn\w+|refus\w+|écart\w+|oublie[rz]? (?:l|d|pour)\w*|cess\w+ de|arrêt\w+ de|loin de|hormis|sauf|inutile\w*|n'\w+(?: \w+)? (?:plus|pas|aucun\w*)",
)
DENIED_AFTER = (
    r"(?:ne|n')\s?(?:\w+'?\s?){1,3}? ?(?:pas|plus|aucun\w*|guère|jamais)|n'en (?:\w+ ){1,2}(?:pas|plus)|pas (?:nécessaires?|besoin|utiles?|la peine|pour (?:nous|moi)|question|au programme|prévue?s?)|inutiles?|superflu\w*|(?:a|ont|est|sont|été) (?:été )?(?:annul|abandonn|suspend|écart)\w+|(?:avons|ai|a|ont) (?:déjà )?(?:écart|refus|abandonn|rejet)\w+|peut attendre|peuvent attendre|non merci|c'est non|on s'en passe|tomb\w* à l'eau|n'aura pas lieu",
)
DENIED_ASKED = (r"sans|pas besoin|(?:ne|n')\s?(?:veux|voulons|avons pas besoin|faut)|au lieu de|annul\w+",)
NOTHING = (r"rien|pas(?! plus tard)|jamais|(?<!sans )aucune?|personne",)
NO_IMAGINED = (
    r"si possible|si (?:vous (?:pouvez|pouviez|pourriez|avez|êtes|acceptez|baissez|faites|le souhaitez)|c'est possible|votre|vos|le prix|les prix|ne|n'|oui|ce n'est)|même si|comme si|s'il (?:vous|te) pla[iî]t",
)
IMAGINED = (
    r"si (?:un jour|jamais|on|nous|je|j'|mon|ma|notre|nos|une? |quelqu\w*|quelque|ça|cela|d'aventure|_|par hasard|la marchandise)|s'il (?:y a|y avait|arriv\w+|faut|fallait|se)|au cas où|en cas de|dans le cas où|le cas échéant|supposons|à supposer|imagin\w+|hypoth\w+|en théorie|un jour peut-être|que se passe-t-il|qu'arrive-t-il|et si|éventuellement un jour|aurions|aurait pu",
)
SUPPOSED = (
    r"(?:(?<!même )(?<!comme )si|au cas où) (?:la |le |les |l'|une? |vos |votre |des |nos |notre )?(?:marchandises?|produits?|pièces?|commandes?|colis|cartons?|machines?|articles?|livraison|échantillons?|quelque chose)(?: \w+){0,4}? (?:endommag\w+|cass\w+|abîm\w+|défectueu\w+|bris\w+|manquant\w*|panne|avari\w+|incompl\w+)\b[^,;?]*",
    r"si (?:votre|vos|le|les) (?:prix|offre|qualité|tarifs?) (?:était|étaient|avait été|avaient été) (?:trop |si |très )?(?:élevée?s?|chère?s?|mauvaise?|haute?s?|basse?)\b[^,;?]*",
)
CLOSED = (
    r"(?:est|sont|était|étaient|a été|ont été|été|c'est|tout est|déjà|désormais)(?: maintenant| déjà| bien| enfin| depuis longtemps| désormais)* (?:réglée?s?|résolue?s?|clos\w*|soldée?s?|arrangée?s?|oubliée?s?|réparée?s?|remplacée?s?|éclaircie?s?|dédommag\w+)|affaire classée|dossier clos|de l'histoire ancienne|du passé|on n'en parle plus|tout est rentré dans l'ordre|page tournée",
)
PAST = (
    r"il y a (?:\w+ ){0,3}(?:ans|mois|années)|à l'époque|autrefois|jadis|dans le temps|par le passé|en (?:19\d\d|20[01]\d|202[0-3])|ça fait (?:\w+ ){1,2}(?:ans|années)|à ce moment-là|anciennement|avait l'habitude|avions l'habitude|l'(?:an|année|hiver|été) derni(?:er|ère) (?:nous avions|nous étions|on avait|on était|j'avais|j'étais|nous avons dû|nous achetions)",
)
BYGONE = (
    r"(?:ravis?|ravie|heureux|heureuse|enchanté\w*|content\w*|plaisir|merci|honneur) (?:de |d'|pour )(?:vous |nous )?(?:avoir |être )?(?:rencontr|visit|vu|reçu|accueilli|votre visite|la visite|votre accueil|parlé|échangé|connu)\w*[^,;]{0,40}|(?:nous |s'|se )(?:sommes|est|étions|étaient) (?:déjà )?(?:rencontr|vu|croisé|connu|parlé|entretenu)\w*[^,;]{0,40}|(?:avons|ai|a) (?:déjà )?visité (?:votre|vos|l'usine|l'atelier|le stand)\b[^,;]{0,20}|(?:la |notre |votre )?(?:visite|réunion|rencontre|entretien|discussion|appel)\b[^,;]{0,30}?(?:passée?|derni[eè]re?|hier|d'hier|(?:nous a|m'a|a été|fut|était|s'est))[^,;]{0,12}",
    r"(?:commande|achat|visite)s? (?:précédente?s?|passée?s? (?:en|l'an|au|il y a|hier)|anciennes?|de l'(?:an|année|été|hiver) (?:passé|derni)\w*|du mois dernier|de la saison (?:passée|dernière))|(?:commandé|acheté|passé commande)\b[^,;]{0,40}?(?:l'an (?:passé|dernier)|l'année dernière|l'été dernier|l'hiver dernier|il y a|le mois dernier|la saison dernière)",
)
CONDITION = (
    r"(?:dès|dès que|une fois|une fois que|lorsque|lorsqu'|quand|après|sitôt|aussitôt(?: que)?|jusqu'à ce que|contre|au reçu de|à (?=réception)) ?(?:que |de )?(?:nous (?:aurons|avons) )?(?:vous|votre|vos|(?:le |la |l'|du |de la |de l'|d')?(?:client|banque|acompte|solde|paiement|versement|virement|règlement|réception (?:de|du)|bon de commande|accord|feu vert|patron|direction|conseil|appel d'offres|licence|confirmation|validation|encaissement))\b",
    r"si|s'il|s'ils|à condition|pourvu|sous réserve|en cas|selon (?:que|si)|dépend\w*|seulement (?:si|quand|après|contre)|à moins|(?:j'attends|attendons|on attend|en attente de|manque) (?:l'accord|la signature|le feu vert|l'aval|la validation)|peut-être|éventuellement|probablement|il se peut",
)
NO_CONDITION = (
    r"s'il (?:vous|te) pla[iî]t|si (?:possible|besoin|nécessaire|jamais|vous (?:avez|aviez) (?:des|une|d'autres) (?:questions?|remarques?|doutes?)|vous (?:souhaitez|voulez|désirez) (?:plus|d'autres))|même si|comme si|(?:dites|savoir|voir|vérifier|demander|sais|sait|confirmer)[- ]?(?:moi|nous)? s'?i?l?|quand (?:vous|on) (?:étiez|êtes venu|s'est|nous)|selon (?:l'accord|contrat|le contrat|votre demande)|à votre (?:disposition|service|demande|attention|place|avis|usine)|à vos (?:côtés|ordres)",
)
ASKING = (
    r"^\W*(?:et |mais )?(?:est-ce que|est-ce qu'|ça (?:rouille|casse|déteint|tient)|que se passe|qu'arrive|quelle est la (?:marche|procédure|politique)|comment (?:ça se passe|faire|procède\w*)|peut-on|y a-t-il)|(?:j'aimerais|nous aimerions|je voudrais|voudrais) savoir si|je me demande si|simple curiosité|par curiosité",
)
PRESUMED = (
    r"pourquoi|où|que s'est-il passé|comment (?:est-ce possible|avez-vous|peut-on|se fait)|qui (?:paie|paye|va|prend)|que (?:faire|faites|comptez|proposez|fait)|qu'allez|quand|remplac\w+|rembours\w+|avoir|dédommag\w+|indemnis\w+|compens\w+|expliqu\w+|encore|de nouveau|toujours|mes|mon|nos|nous avons reçu|arrivée?s?|reçus?",
)
DOERS = (
    r"(?<!votre )(?:transitaire|transporteur|compagnie maritime|armateur|camionneur|chauffeur|routier|douanes?|douanier|coursier|livreur|facteur|la poste|postier|dhl|fedex|ups|tnt|chronopost|compagnie aérienne|assureur|assurance|port|terminal|dockers?|manutentionnaires?|banque|déclarant|(?:notre|nos|mon|mes|ma) (?:propres? )?(?:chauffeur|entrepôt|magasinier|dépôt|personnel|gars|employés?|ouvriers?|cariste|installateur|technicien|électricien|fils|fille|chat|chien|associé|stagiaire|apprenti|équipe|poseur)|cariste|chariot élévateur|autre fournisseur|fournisseur (?:local|turc|indien|italien|habituel))",
)
REPORTS = (
    r"trouv\w+|découv\w+|remarqu\w+|constat\w+|signal\w+|compt[eé]\w*|confirm\w+|dit|disent|plain\w+|refus\w+|renv\w+|retourn\w+|vérifi\w+|ouvert|décharg\w+|déball\w+|mesur\w+|(?:par|de) votre (?:faute|fait)|vous avez (?:mal|oublié|envoyé|chargé|emballé|mis)|vo(?:tre|s) (?:emballage|facture|étiquette|usine|documents?|équipe|faute|erreur)|à cause de vous|parce que vous",
)
CLEARED = (
    r"(?:n'|ce n'|ne )?est pas (?:de )?(?:votre|ta) (?:faute|problème|erreur|fait|responsabilité)|n'y êtes pour rien|n'y (?:est|es) pour rien|rien à voir avec (?:vous|votre|vos)|(?:c'est|c'était|est) (?:de )?(?:notre|ma|leur|sa) (?:propre )?faute|par notre faute|vous n'êtes pas en cause|pas vous|sans rapport avec vous",
)
OTHERS = (
    r"(?:une?|ma|notre) (?:bon |bonne |vieil |vieux )?(?:amie?|voisine?|cousine?|beau-frère|connaissance|copain|copine|oncle|confrère)(?![^,;]{0,25}\b(?:me|m'|nous)\b)|amis à (?:moi|nous)|un autre de vos clients|d'autres (?:clients|importateurs) (?:disent|se plaignent)|on dit que|paraît-il|une collègue? (?:d'une|dans une) autre",
    r"(?:notre|nos|un|le|les|la|des) (?:concurrents?|concurrence) (?:aussi )?(?:trouve\w*|pense\w*|estime\w*|juge\w*|se plaint|se plaignent|considèr\w+|dit|disent)(?![^;]{0,60}\b(?:vous|votre|vos)\b)",
)
TO_COME = (
    r"(?:vais|allons|va|vont) (?:\w+ )?\w+(?:er|ir|re)|demain|(?:envoi|envoy|enver|transmett|adress|prépar|fer|répond|confirm|communiqu)\w*(?:rai|rons|ra|ront)|ferai|ferons|bientôt|sous peu|prochainement|la semaine prochaine|plus tard",
)
NO_TO_COME = (r"ci-joint\w*|ci-après|ci-dessous|pièce jointe|trouverez|déjà|voici|comme promis|viens d\w*",)
AGAINST = (r"mais|cependant|toutefois|pourtant|néanmoins|bien que|quoique|par contre|en revanche|sauf que",)
CLAUSE = (
    r"parce que|parce qu'|car|puisque|donc|alors|tandis que|et(?= (?:merci|veuillez|je|nous|on|il|elle|le|la|les|votre|vos|maintenant|aussi|pouvez|envoyez|si))|merci de|veuillez|pouvez-vous|pourriez-vous|pourrions-nous|afin|svp|s'il vous pla[iî]t",
)
SMALL_WORDS = "peux peut pouvons prix commande échantillon échantillons facture paiement depuis veut quel quelle combien demain usine besoin pouvez sera accepter le la les des de et que en un une pour avec votre vos nous vous est sont ne pas sur dans du au aux ce cette merci bonjour je il elle si mais plus notre nos on par qui se sa son ses ça cela suis avons avez ai a été être fait faut tout très sans ni mon ma mes chez comme c d l n qu j s y"
