"""How do ten languages call the countries of the world? `code_of` in countries.py looks names up.

The names of Unicode CLDR (en, zh in both scripts, ja, es, pt, fr, de, ru, ar, tr), and what forms and people
of the trade write besides. A line that begins with a blank goes on with the one above it.
"""

from __future__ import annotations

NAMES = """
AD AND andorra|安道尔|安道爾|アンドラ|andorre|андорра|أندورا
AE ARE united arab emirates|阿拉伯联合酋长国|阿拉伯聯合大公國|阿拉伯聯合酋長國|アラブ首長国連邦
 |emiratos árabes unidos|emirados árabes unidos|émirats arabes unis|vereinigte arabische emirate|оаэ
 |الإمارات العربية المتحدة|birleşik arap emirlikleri|uae|u.a.e.|dubai|abu dhabi|sharjah
 |united arab emirates (uae)|阿联酋|阿聯酋|迪拜|杜拜|eau|emirados árabes|emiratos arabes|эмираты|الإمارات
 |دبي|bae|emirates
AF AFG afghanistan|阿富汗|アフガニスタン|afganistán|afeganistão|афганистан|أفغانستان
AG ATG antigua & barbuda|安提瓜和巴布达|安地卡及巴布達|安提瓜和巴布達|アンティグア・バーブーダ
 |antigua y barbuda|antígua e barbuda|antigua-et-barbuda|antigua und barbuda|антигуа и барбуда
 |أنتيغوا وبربودا|antigua ve barbuda|antigua and barbuda
AI AIA anguilla|安圭拉|安奎拉|アンギラ|anguila|ангилья|أنغويلا
AL ALB albania|阿尔巴尼亚|阿爾巴尼亞|アルバニア|albanie|albanien|албания|ألبانيا|arnavutluk|shqipëri
AM ARM armenia|亚美尼亚|亞美尼亞|アルメニア|arménie|armenien|армения|أرمينيا|ermenistan
AO AGO angola|安哥拉|アンゴラ|ангола|أنغولا
AQ ATA antarctica|南极洲|南極洲|南極|antártida|antarctique|antarktis|антарктида|أنتاركتيكا|antarktika
AR ARG argentina|阿根廷|アルゼンチン|argentine|argentinien|аргентина|الأرجنتين|arjantin
AS ASM american samoa|美属萨摩亚|美屬薩摩亞|米領サモア|samoa americana|samoa américaines
 |amerikanisch-samoa|американское самоа|ساموا الأمريكية|amerikan samoası
AT AUT austria|奥地利|奧地利|オーストリア|autriche|österreich|австрия|النمسا|avusturya|oesterreich
AU AUS australia|澳大利亚|澳洲|オーストラリア|australie|australien|австралия|أستراليا|avustralya
AW ABW aruba|阿鲁巴|荷屬阿魯巴|阿魯巴|アルバ|аруба|أروبا
AX ALA åland islands|奥兰群岛|奧蘭群島|オーランド諸島|islas aland|ilhas aland|alanda|îles åland
 |ålandinseln|аландские о-ва|جزر آلاند|åland adaları
AZ AZE azerbaijan|阿塞拜疆|亞塞拜然|亞塞拜疆|アゼルバイジャン|azerbaiyán|azerbaijão|azerbaïdjan
 |aserbaidschan|азербайджан|أذربيجان|azerbaycan
BA BIH bosnia & herzegovina|波斯尼亚和黑塞哥维那|波士尼亞與赫塞哥維納|波斯尼亞和黑塞哥維那
 |ボスニア・ヘルツェゴビナ|bosnia y herzegovina|bósnia e herzegovina|bosnie-herzégovine
 |bosnien und herzegowina|босния и герцеговина|البوسنة والهرسك|bosna-hersek|bosnia|bosnia and herzegovina
 |波黑
BB BRB barbados|巴巴多斯|巴貝多|バルバドス|barbade|барбадос|بربادوس
BD BGD bangladesh|孟加拉国|孟加拉|バングラデシュ|bangladés|bangladeche|bangladesch|бангладеш|بنغلاديش
BE BEL belgium|比利时|比利時|ベルギー|bélgica|belgique|belgien|бельгия|بلجيكا|belçika|belgië
BF BFA burkina faso|布基纳法索|布吉納法索|布基納法索|ブルキナファソ|burquina faso|буркина-фасо
 |بوركينا فاسو
BG BGR bulgaria|保加利亚|保加利亞|ブルガリア|bulgarie|bulgarien|болгария|بلغاريا|bulgaristan|българия
BH BHR bahrain|巴林|バーレーン|baréin|barém|bahreïn|бахрейн|البحرين|bahreyn|kingdom of bahrain
BI BDI burundi|布隆迪|蒲隆地|ブルンジ|бурунди|بوروندي
BJ BEN benin|贝宁|貝南|貝寧|ベナン|benim|бенин|بنين
BL BLM st. barthélemy|圣巴泰勒米|聖巴瑟米|聖巴泰勒米|サン・バルテルミー|san bartolomé|são bartolomeu
 |saint-barthélemy|сен-бартелеми|سان بارتليمي
BM BMU bermuda|百慕大|百慕達|バミューダ|bermudas|bermudes|бермудские о-ва|برمودا
BN BRN brunei|文莱|汶萊|ブルネイ|brunei darussalam|бруней|بروناي
BO BOL bolivia|玻利维亚|玻利維亞|ボリビア|bolivie|bolivien|боливия|بوليفيا|bolivya
 |plurinational state of bolivia|bolivia, plurinational state of
BQ BES caribbean netherlands|荷属加勒比区|荷蘭加勒比區|オランダ領カリブ|caribe neerlandés
 |países baixos caribenhos|pays-bas caribéens|karibische niederlande|бонэйр, синт-эстатиус и саба
 |هولندا الكاريبية|karayip hollandası
BR BRA brazil|巴西|ブラジル|brasil|brésil|brasilien|бразилия|البرازيل|brezilya
BS BHS bahamas|巴哈马|巴哈馬|バハマ|baamas|багамы|جزر البهاما|bahamalar|the bahamas
BT BTN bhutan|不丹|ブータン|bután|butão|bhoutan|бутан|بوتان
BV BVT bouvet island|布韦岛|布威島|鮑威特島|ブーベ島|isla bouvet|ilha bouvet|île bouvet|bouvetinsel
 |о-в буве|جزيرة بوفيه|bouvet adası
BW BWA botswana|博茨瓦纳|波札那|博茨瓦納|ボツワナ|botsuana|ботсвана|بوتسوانا|botsvana
BY BLR belarus|白俄罗斯|白俄羅斯|ベラルーシ|bielorrusia|bielorrússia|biélorussie|беларусь|بيلاروس
 |белоруссия
 |белорусь
BZ BLZ belize|伯利兹|貝里斯|伯利茲|ベリーズ|belice|белиз|بليز
CA CAN canada|加拿大|カナダ|kanada|канада|كندا
CC CCK cocos (keeling) islands|科科斯（基林）群岛|科克斯（基靈）群島|科科斯 (基林) 群島
 |ココス(キーリング)諸島|islas cocos|ilhas cocos (keeling)|ilhas dos cocos (keeling)|îles cocos
 |kokosinseln|кокосовые о-ва|جزر كوكوس (كيلينغ)|cocos (keeling) adaları
CD COD congo - kinshasa|刚果（金）|剛果（金夏沙）|コンゴ民主共和国(キンシャサ)
 |república democrática del congo|kongo-kinshasa|конго - киншаса|الكونغو - كينشاسا|kongo - kinşasa
 |dr congo|d.r. congo|drc|democratic republic of the congo|congo, democratic republic of the|刚果金
 |刚果民主共和国|rdc|rd congo
CF CAF central african republic|中非共和国|中非共和國|中央アフリカ共和国|república centroafricana
 |república centro-africana|république centrafricaine|zentralafrikanische republik
 |центрально-африканская республика|جمهورية أفريقيا الوسطى|orta afrika cumhuriyeti
CG COG congo - brazzaville|刚果（布）|剛果（布拉薩）|コンゴ共和国(ブラザビル)|congo|república do congo
 |kongo-brazzaville|конго - браззавиль|الكونغو - برازافيل|kongo - brazavil|republic of the congo|刚果
CH CHE switzerland|瑞士|スイス|suiza|suíça|suisse|schweiz|швейцария|سويسرا|i̇sviçre|svizzera
CI CIV côte d’ivoire|科特迪瓦|象牙海岸|コートジボワール|costa do marfim|côte d’ivoire (costa do marfim)
 |кот-д’ивуар|ساحل العاج|ivory coast|costa de marfil
CK COK cook islands|库克群岛|庫克群島|クック諸島|islas cook|ilhas cook|îles cook|cookinseln|о-ва кука
 |جزر كوك|cook adaları
CL CHL chile|智利|チリ|chili|чили|تشيلي|şili
CM CMR cameroon|喀麦隆|喀麥隆|カメルーン|camerún|camarões|cameroun|kamerun|камерун|الكاميرون
CN CHN china|中国|中國|chine|китай|الصين|çin|mainland china|china mainland|p.r. china|pr china|prc|p.r.c.
 |people's republic of china|中国大陆|中國大陸|中华人民共和国|rp china|кнр|中華人民共和国
CO COL colombia|哥伦比亚|哥倫比亞|コロンビア|colombie|kolumbien|колумбия|كولومبيا|kolombiya
CR CRI costa rica|哥斯达黎加|哥斯大黎加|哥斯達黎加|コスタリカ|коста-рика|كوستاريكا|kosta rika
CU CUB cuba|古巴|キューバ|kuba|куба|كوبا
CV CPV cape verde|佛得角|維德角|カーボベルデ|cabo verde|cap-vert|кабо-верде|الرأس الأخضر
CW CUW curaçao|库拉索|庫拉索|キュラソー|curazao|curaçau|кюрасао|كوراساو
CX CXR christmas island|圣诞岛|聖誕島|クリスマス島|isla de navidad|ilha christmas|ilha do natal
 |île christmas|weihnachtsinsel|о-в рождества|جزيرة كريسماس|christmas adası
CY CYP cyprus|塞浦路斯|賽普勒斯|キプロス|chipre|chypre|zypern|кипр|قبرص|kıbrıs
CZ CZE czechia|捷克|チェコ|chequia|tchéquia|tchéquie|tschechien|чехия|التشيك|çekya|czech republic|czech
 |捷克共和国|república checa|république tchèque|tschechische republik|чешская республика|česko
 |česká republika
DE DEU germany|德国|德國|ドイツ|alemania|alemanha|allemagne|deutschland|германия|ألمانيا|almanya
 |federal republic of germany
DJ DJI djibouti|吉布提|吉布地|ジブチ|yibuti|djibuti|jibuti|dschibuti|джибути|جيبوتي|cibuti
DK DNK denmark|丹麦|丹麥|デンマーク|dinamarca|danemark|дания|الدانمرك|danimarka|danmark
DM DMA dominica|多米尼克|ドミニカ国|dominique|доминика|دومينيكا|dominika
DO DOM dominican republic|多米尼加共和国|多明尼加共和國|多米尼加共和國|ドミニカ共和国
 |república dominicana|république dominicaine|dominikanische republik|доминиканская республика
 |جمهورية الدومينيكان|dominik cumhuriyeti|dominican rep.|多米尼加
DZ DZA algeria|阿尔及利亚|阿爾及利亞|アルジェリア|argelia|algérie|algerien|алжир|الجزائر|cezayir
EC ECU ecuador|厄瓜多尔|厄瓜多|厄瓜多爾|エクアドル|equador|équateur|эквадор|الإكوادور|ekvador
EE EST estonia|爱沙尼亚|愛沙尼亞|エストニア|estonie|estland|эстония|إستونيا|estonya|eesti
EG EGY egypt|埃及|エジプト|egipto|egito|égypte|ägypten|египет|مصر|mısır|arab republic of egypt
EH ESH western sahara|西撒哈拉|西サハラ|sáhara occidental|saara ocidental|sara ocidental|westsahara
 |западная сахара|الصحراء الغربية|batı sahra
ER ERI eritrea|厄立特里亚|厄利垂亞|厄立特里亞|エリトリア|eritreia|érythrée|эритрея|إريتريا|eritre
ES ESP spain|西班牙|スペイン|españa|espanha|espagne|spanien|испания|إسبانيا|i̇spanya
ET ETH ethiopia|埃塞俄比亚|衣索比亞|埃塞俄比亞|エチオピア|etiopía|éthiopie|äthiopien|эфиопия|إثيوبيا
 |etiyopya
FI FIN finland|芬兰|芬蘭|フィンランド|finlandia|finlande|finnland|финляндия|فنلندا|finlandiya|suomi
FJ FJI fiji|斐济|斐濟|フィジー|fiyi|fidji|fidschi|фиджи|فيجي
FK FLK falkland islands|福克兰群岛|福克蘭群島|フォークランド諸島|islas malvinas|ilhas malvinas
 |ilhas falkland|îles malouines|falklandinseln|фолклендские о-ва|جزر فوكلاند|falkland adaları
FM FSM micronesia|密克罗尼西亚|密克羅尼西亞|ミクロネシア連邦|micronésie|mikronesien
 |федеративные штаты микронезии|ميكرونيزيا|mikronezya|micronesia, federated states of
FO FRO faroe islands|法罗群岛|法羅群島|フェロー諸島|islas feroe|ilhas faroé|îles féroé|färöer
 |фарерские о-ва|جزر فارو|faroe adaları
FR FRA france|法国|法國|フランス|francia|frança|frankreich|франция|فرنسا|fransa|france metropolitan
GA GAB gabon|加蓬|加彭|ガボン|gabão|gabun|габон|الغابون
GB GBR united kingdom|英国|英國|イギリス|reino unido|royaume-uni|vereinigtes königreich|великобритания
 |المملكة المتحدة|birleşik krallık|uk|u.k.|great britain|england|britain|scotland|wales|northern ireland
 |united kingdom of great britain and northern ireland|inglaterra|gran bretaña|grã-bretanha|angleterre
 |grande-bretagne|großbritannien|англия|大不列颠|إنجلترا|بريطانيا|ingiltere|britanya
 |英格兰|苏格兰|u k|gb - united kingdom
GD GRD grenada|格林纳达|格瑞那達|格林納達|グレナダ|granada|grenade|гренада|غرينادا
GE GEO georgia|格鲁吉亚|喬治亞|格魯吉亞|ジョージア|géorgie|georgien|грузия|جورجيا|gürcistan
GF GUF french guiana|法属圭亚那|法屬圭亞那|仏領ギアナ|guayana francesa|guiana francesa|guyane française
 |französisch-guayana|французская гвиана|غويانا الفرنسية|fransız guyanası
GG GGY guernsey|根西岛|根息|ガーンジー|guernesey|гернси|غيرنزي
GH GHA ghana|加纳|迦納|加納|ガーナ|gana|гана|غانا|republic of ghana
GI GIB gibraltar|直布罗陀|直布羅陀|ジブラルタル|гибралтар|جبل طارق|cebelitarık
GL GRL greenland|格陵兰|格陵蘭|グリーンランド|groenlandia|gronelândia|groenland|grönland|гренландия
 |غرينلاند
GM GMB gambia|冈比亚|甘比亞|岡比亞|ガンビア|gambie|гамбия|غامبيا|gambiya|the gambia
GN GIN guinea|几内亚|幾內亞|ギニア|guiné|guinée|гвинея|غينيا|gine|guinea-conakry
GP GLP guadeloupe|瓜德罗普|瓜地洛普|グアドループ|guadalupe|гваделупа|غوادلوب
GQ GNQ equatorial guinea|赤道几内亚|赤道幾內亞|赤道ギニア|guinea ecuatorial|guiné equatorial
 |guinée équatoriale|äquatorialguinea|экваториальная гвинея|غينيا الاستوائية|ekvator ginesi
GR GRC greece|希腊|希臘|ギリシャ|grecia|grèce|griechenland|греция|اليونان|yunanistan|hellas|ελλάδα
GS SGS south georgia & south sandwich islands|南乔治亚和南桑威奇群岛|南喬治亞與南三明治群島
 |南佐治亞島與南桑威奇群島|サウスジョージア・サウスサンドウィッチ諸島
 |islas georgia del sur y sandwich del sur|ilhas geórgia do sul e sandwich do sul
 |géorgie du sud-et-les îles sandwich du sud|südgeorgien und die südlichen sandwichinseln
 |южная георгия и южные сандвичевы о-ва|جورجيا الجنوبية وجزر ساندويتش الجنوبية
 |güney georgia ve güney sandwich adaları
GT GTM guatemala|危地马拉|瓜地馬拉|危地馬拉|グアテマラ|гватемала|غواتيمالا
GU GUM guam|关岛|關島|グアム|guame|гуам|غوام
GW GNB guinea-bissau|几内亚比绍|幾內亞比索|幾內亞比紹|ギニアビサウ|guinea-bisáu|guiné-bissau
 |guinée-bissau|гвинея-бисау|غينيا بيساو|gine-bissau
GY GUY guyana|圭亚那|蓋亞那|圭亞那|ガイアナ|guiana|гайана|غيانا
HK HKG hong kong sar china|中国香港特别行政区|中國香港特別行政區|中華人民共和国香港特別行政区
 |rae de hong kong (china)|hong kong, rae da china|r.a.s. chinoise de hong kong
 |sonderverwaltungsregion hongkong|гонконг (сар)|هونغ كونغ الصينية (منطقة إدارية خاصة)|çin hong kong öi̇b
 |hong kong|hongkong|hong kong sar|hong kong s.a.r.|hong kong, china|中国香港|中國香港|香港
 |香港特别行政区|гонконг|هونغ كونغ
HM HMD heard & mcdonald islands|赫德岛和麦克唐纳群岛|赫德島及麥唐納群島|ハード島・マクドナルド諸島
 |islas heard y mcdonald|ilhas heard e mcdonald|îles heard-et-macdonald|heard und mcdonaldinseln
 |о-ва херд и макдональд|جزيرة هيرد وجزر ماكدونالد|heard adası ve mcdonald adaları
HN HND honduras|洪都拉斯|宏都拉斯|ホンジュラス|гондурас|هندوراس
HR HRV croatia|克罗地亚|克羅埃西亞|克羅地亞|クロアチア|croacia|croatie|kroatien|хорватия|كرواتيا
 |hırvatistan|hrvatska
HT HTI haiti|海地|ハイチ|гаити|هايتي
HU HUN hungary|匈牙利|ハンガリー|hungría|hongrie|ungarn|венгрия|هنغاريا|macaristan|magyarország
ID IDN indonesia|印度尼西亚|印尼|インドネシア|indonésie|indonesien|индонезия|إندونيسيا|endonezya
 |republic of indonesia
IE IRL ireland|爱尔兰|愛爾蘭|アイルランド|irlanda|irlande|irland|ирландия|أيرلندا|éire
 |republic of ireland
IL ISR israel|以色列|イスラエル|израиль|إسرائيل|i̇srail|ישראל
IM IMN isle of man|马恩岛|曼島|馬恩島|マン島|isla de man|ilha de man|île de man|о-в мэн|جزيرة مان
 |man adası
IN IND india|印度|インド|inde|indien|индия|الهند|hindistan|भारत|bharat|republic of india
IO IOT british indian ocean territory|英属印度洋领地|英屬印度洋領地|英領インド洋地域
 |territorio británico del océano índico|território britânico do oceano índico
 |territoire britannique de l’océan indien|britisches territorium im indischen ozean
 |британская территория в индийском океане|الإقليم البريطاني في المحيط الهندي
 |britanya hint okyanusu toprakları
IQ IRQ iraq|伊拉克|イラク|irak|iraque|ирак|العراق|republic of iraq|kurdistan region of iraq
IR IRN iran|伊朗|イラン|irã|irão|иран|إيران|iran, islamic republic of|islamic republic of iran|i.r. iran
IS ISL iceland|冰岛|冰島|アイスランド|islandia|islande|island|исландия|آيسلندا|i̇zlanda
IT ITA italy|意大利|義大利|イタリア|italia|italie|italien|италия|إيطاليا|i̇talya
JE JEY jersey|泽西岛|澤西島|ジャージー|джерси|جيرسي
JM JAM jamaica|牙买加|牙買加|ジャマイカ|jamaïque|jamaika|ямайка|جامايكا
JO JOR jordan|约旦|約旦|ヨルダン|jordania|jordanie|jordanien|иордания|الأردن|ürdün
 |hashemite kingdom of jordan
JP JPN japan|日本|japón|japão|япония|اليابان|japonya|日本国|nippon|nihon
KE KEN kenya|肯尼亚|肯亞|肯尼亞|ケニア|kenia|quênia|кения|كينيا|republic of kenya
KG KGZ kyrgyzstan|吉尔吉斯斯坦|吉爾吉斯|キルギス|kirguistán|quirguistão|kirghizstan|kirgisistan|киргизия
 |قيرغيزستان|kırgızistan|kirghizia|kyrgyz republic
KH KHM cambodia|柬埔寨|カンボジア|camboya|camboja|cambodge|kambodscha|камбоджа|كمبوديا|kamboçya|kampuchea
 |kingdom of cambodia
KI KIR kiribati|基里巴斯|吉里巴斯|キリバス|quiribati|кирибати|كيريباتي
KM COM comoros|科摩罗|葛摩|科摩羅|コモロ|comoras|comores|komoren|коморы|جزر القمر|komorlar
KN KNA st. kitts & nevis|圣基茨和尼维斯|聖克里斯多福及尼維斯|聖基茨和尼維斯
 |セントクリストファー・ネーヴィス|san cristóbal y nieves|são cristóvão e névis|são cristóvão e neves
 |saint-christophe-et-niévès|st. kitts und nevis|сент-китс и невис|سانت كيتس ونيفيس|saint kitts ve nevis
 |saint kitts and nevis|st. kitts and nevis
KP PRK north korea|朝鲜|北韓|北朝鮮|corea del norte|coreia do norte|corée du nord|nordkorea|кндр
 |كوريا الشمالية|kuzey kore|dprk|democratic people's republic of korea
 |korea, democratic people's republic of
 |северная корея|n korea|n. korea
KR KOR south korea|韩国|南韓|韓国|corea del sur|coreia do sul|corée du sud|südkorea|республика корея
 |كوريا الجنوبية|güney kore|korea|republic of korea|korea, south|korea, republic of|rep. of korea|韓國
 |大韩民国|大韓民國|corea|coreia|corée|корея|한국|대한민국
 |южная корея|s korea|s. korea|corea meridionale|kore
KW KWT kuwait|科威特|クウェート|koweit|кувейт|الكويت|kuveyt|state of kuwait
KY CYM cayman islands|开曼群岛|開曼群島|ケイマン諸島|islas caimán|ilhas cayman|ilhas caimão|îles caïmans
 |kaimaninseln|о-ва кайман|جزر كايمان|cayman adaları
KZ KAZ kazakhstan|哈萨克斯坦|哈薩克|カザフスタン|kazajistán|cazaquistão|kasachstan|казахстан|كازاخستان
 |kazakistan|қазақстан
LA LAO laos|老挝|寮國|老撾|ラオス|лаос|لاوس|lao pdr|lao people's democratic republic|lao
 |老挝|寮國
LB LBN lebanon|黎巴嫩|レバノン|líbano|liban|libanon|ливан|لبنان|lübnan
LC LCA st. lucia|圣卢西亚|聖露西亞|聖盧西亞|セントルシア|santa lucía|sainte-lucie|сент-люсия|سانت لوسيا
 |saint lucia
LI LIE liechtenstein|列支敦士登|列支敦斯登|リヒテンシュタイン|listenstaine|лихтенштейн|ليختنشتاين
LK LKA sri lanka|斯里兰卡|斯里蘭卡|スリランカ|sri lanca|шри-ланка|سريلانكا|ceylon
LR LBR liberia|利比里亚|賴比瑞亞|利比里亞|リベリア|либерия|ليبيريا|liberya
LS LSO lesotho|莱索托|賴索托|萊索托|レソト|lesoto|лесото|ليسوتو
LT LTU lithuania|立陶宛|リトアニア|lituania|lituanie|litauen|литва|ليتوانيا|litvanya|lietuva
LU LUX luxembourg|卢森堡|盧森堡|ルクセンブルク|luxemburgo|luxemburg|люксембург|لوكسمبورغ|lüksemburg
LV LVA latvia|拉脱维亚|拉脫維亞|ラトビア|letonia|lettonie|lettland|латвия|لاتفيا|letonya|latvija
LY LBY libya|利比亚|利比亞|リビア|libia|libye|libyen|ливия|ليبيا|libyan arab jamahiriya
MA MAR morocco|摩洛哥|モロッコ|marruecos|marrocos|maroc|marokko|марокко|المغرب|fas
MC MCO monaco|摩纳哥|摩納哥|モナコ|монако|موناكو|monako
MD MDA moldova|摩尔多瓦|摩爾多瓦|モルドバ|moldavia|moldavie|republik moldau|молдова|مولدوفا
 |republic of moldova|moldova, republic of
ME MNE montenegro|黑山|蒙特內哥羅|モンテネグロ|черногория|الجبل الأسود|karadağ
MF MAF st. martin|法属圣马丁|法屬聖馬丁|サン・マルタン|san martín|são martinho
 |são martinho (saint-martin)|saint-martin|сен-мартен|سان مارتن
MG MDG madagascar|马达加斯加|馬達加斯加|マダガスカル|madagaskar|мадагаскар|مدغشقر
MH MHL marshall islands|马绍尔群岛|馬紹爾群島|マーシャル諸島|islas marshall|ilhas marshall|îles marshall
 |marshallinseln|маршалловы о-ва|جزر مارشال|marshall adaları
MK MKD north macedonia|北马其顿|北馬其頓|北マケドニア|macedonia del norte|macedônia do norte
 |macédoine du nord|nordmazedonien|северная македония|مقدونيا الشمالية|kuzey makedonya|macedonia|fyrom
 |republic of macedonia
ML MLI mali|马里|馬利|馬里|マリ|мали|مالي
MM MMR myanmar (burma)|缅甸|緬甸|ミャンマー (ビルマ)|myanmar (birmania)|mianmar (birmânia)
 |myanmar (birmanie)|myanmar|мьянма (бирма)|ميانمار (بورما)|burma
MN MNG mongolia|蒙古|モンゴル|mongolie|mongolei|монголия|منغوليا|moğolistan
MO MAC macao sar china|中国澳门特别行政区|中國澳門特別行政區|中華人民共和国マカオ特別行政区
 |rae de macao (china)|macau, rae da china|r.a.s. chinoise de macao|sonderverwaltungsregion macau
 |макао (сар)|منطقة ماكاو الإدارية الخاصة|çin makao öi̇b|macau|macao|macau sar|澳门|澳門|中国澳门
 |中國澳門
MP MNP northern mariana islands|北马里亚纳群岛|北馬利安納群島|北マリアナ諸島|islas marianas del norte
 |ilhas marianas do norte|îles mariannes du nord|nördliche marianen|северные марианские о-ва
 |جزر ماريانا الشمالية|kuzey mariana adaları
MQ MTQ martinique|马提尼克|馬丁尼克|マルティニーク|martinica|мартиника|جزر المارتينيك|martinik
MR MRT mauritania|毛里塔尼亚|茅利塔尼亞|毛里塔尼亞|モーリタニア|mauritanie|mauretanien|мавритания
 |موريتانيا|moritanya
MS MSR montserrat|蒙特塞拉特|蒙哲臘|モントセラト|monserrate|монтсеррат|مونتسرات
MT MLT malta|马耳他|馬爾他|馬耳他|マルタ|malte|мальта|مالطا
MU MUS mauritius|毛里求斯|模里西斯|毛里裘斯|モーリシャス|mauricio|maurícia|maurice|маврикий|موريشيوس
MV MDV maldives|马尔代夫|馬爾地夫|馬爾代夫|モルディブ|maldivas|malediven|мальдивы|جزر المالديف|maldivler
MW MWI malawi|马拉维|馬拉威|馬拉維|マラウイ|malaui|малави|ملاوي|malavi
MX MEX mexico|墨西哥|メキシコ|mexique|mexiko|мексика|المكسيك|meksika|méjico
 |mejico
MY MYS malaysia|马来西亚|馬來西亞|マレーシア|malasia|malaisie|малайзия|ماليزيا|malezya
MZ MOZ mozambique|莫桑比克|莫三比克|モザンビーク|moçambique|mosambik|мозамбик|موزمبيق|mozambik
NA NAM namibia|纳米比亚|納米比亞|ナミビア|namibie|намибия|ناميبيا|namibya
NC NCL new caledonia|新喀里多尼亚|新喀里多尼亞|ニューカレドニア|nueva caledonia|nova caledônia
 |nouvelle-calédonie|neukaledonien|новая каледония|كاليدونيا الجديدة|yeni kaledonya
NE NER niger|尼日尔|尼日|尼日爾|ニジェール|нигер|النيجر|nijer
NF NFK norfolk island|诺福克岛|諾福克島|ノーフォーク島|isla norfolk|ilha norfolk|île norfolk|norfolkinsel
 |о-в норфолк|جزيرة نورفولك|norfolk adası
NG NGA nigeria|尼日利亚|奈及利亞|尼日利亞|ナイジェリア|нигерия|نيجيريا|nijerya
 |federal republic of nigeria
NI NIC nicaragua|尼加拉瓜|ニカラグア|никарагуа|نيكاراغوا|nikaragua
NL NLD netherlands|荷兰|荷蘭|オランダ|países bajos|países baixos|pays-bas|niederlande|нидерланды|هولندا
 |hollanda|the netherlands|holland|holanda|hollande|голландия|nederland
 |países baixos
NO NOR norway|挪威|ノルウェー|noruega|norvège|norwegen|норвегия|النرويج|norveç|norge
NP NPL nepal|尼泊尔|尼泊爾|ネパール|непал|نيبال
NR NRU nauru|瑙鲁|諾魯|瑙魯|ナウル|науру|ناورو
NU NIU niue|纽埃|紐埃島|ニウエ|ниуэ|نيوي
NZ NZL new zealand|新西兰|紐西蘭|ニュージーランド|nueva zelanda|nova zelândia|nouvelle-zélande|neuseeland
 |новая зеландия|نيوزيلندا|yeni zelanda|aotearoa
OM OMN oman|阿曼|オマーン|omã|оман|عُمان|umman|sultanate of oman
PA PAN panama|巴拿马|巴拿馬|パナマ|панама|بنما
PE PER peru|秘鲁|秘魯|ペルー|pérou|перу|بيرو
PF PYF french polynesia|法属波利尼西亚|法屬玻里尼西亞|法屬波利尼西亞|仏領ポリネシア|polinesia francesa
 |polynésie française|französisch-polynesien|французская полинезия|بولينيزيا الفرنسية|fransız polinezyası
PG PNG papua new guinea|巴布亚新几内亚|巴布亞紐幾內亞|巴布亞新畿內亞|パプアニューギニア
 |papúa nueva guinea|papua-nova guiné|papouasie-nouvelle-guinée|papua-neuguinea|папуа — новая гвинея
 |بابوا غينيا الجديدة|papua yeni gine
PH PHL philippines|菲律宾|菲律賓|フィリピン|filipinas|philippinen|филиппины|الفلبين|filipinler
 |the philippines|pilipinas
 |philippine
PK PAK pakistan|巴基斯坦|パキスタン|paquistão|пакистан|باكستان
PL POL poland|波兰|波蘭|ポーランド|polonia|pologne|polen|польша|بولندا|polonya|polska
PM SPM st. pierre & miquelon|圣皮埃尔和密克隆群岛|聖皮埃與密克隆群島|サンピエール島・ミクロン島
 |san pedro y miquelón|são pedro e miquelão|saint-pierre-et-miquelon|st. pierre und miquelon
 |сен-пьер и микелон|سان بيير ومكويلون|saint pierre ve miquelon
PN PCN pitcairn islands|皮特凯恩群岛|皮特肯群島|皮特凱恩島|ピトケアン諸島|islas pitcairn|ilhas pitcairn
 |îles pitcairn|pitcairninseln|о-ва питкэрн|جزر بيتكيرن|pitcairn adaları
PR PRI puerto rico|波多黎各|プエルトリコ|porto rico|пуэрто-рико|بورتوريكو|porto riko
PS PSE palestinian territories|巴勒斯坦领土|巴勒斯坦自治區|巴勒斯坦領土|パレスチナ自治区
 |territorios palestinos|territórios palestinianos|territoires palestiniens
 |palästinensische autonomiegebiete|палестинские территории|الأراضي الفلسطينية|filistin bölgeleri
 |palestine|palestine, state of|state of palestine|巴勒斯坦|فلسطين
PT PRT portugal|葡萄牙|ポルトガル|португалия|البرتغال|portekiz
PW PLW palau|帕劳|帛琉|パラオ|palaos|палау|بالاو
PY PRY paraguay|巴拉圭|パラグアイ|paraguai|парагвай|باراغواي
QA QAT qatar|卡塔尔|卡達|卡塔爾|カタール|catar|katar|катар|قطر|state of qatar
RE REU réunion|留尼汪|留尼旺|レユニオン|reunião|la réunion|реюньон|روينيون
RO ROU romania|罗马尼亚|羅馬尼亞|ルーマニア|rumanía|romênia|roumanie|rumänien|румыния|رومانيا|romanya
RS SRB serbia|塞尔维亚|塞爾維亞|セルビア|sérvia|serbie|serbien|сербия|صربيا|sırbistan|србија|srbija
RU RUS russia|俄罗斯|俄羅斯|ロシア|rusia|russie|russland|россия|روسيا|rusya|russian federation|俄罗斯联邦
 |俄國|российская федерация|рф|rusya federasyonu|rusland|fédération de russie|federación rusa
 |russland|россия (рф)
RW RWA rwanda|卢旺达|盧安達|盧旺達|ルワンダ|ruanda|руанда|رواندا
SA SAU saudi arabia|沙特阿拉伯|沙烏地阿拉伯|沙地阿拉伯|サウジアラビア|arabia saudí|arábia saudita
 |arabie saoudite|saudi-arabien|саудовская аравия|المملكة العربية السعودية|suudi arabistan|ksa|k.s.a.
 |kingdom of saudi arabia|saudi|沙特|السعودية|サウジ
SB SLB solomon islands|所罗门群岛|索羅門群島|所羅門群島|ソロモン諸島|islas salomón|ilhas salomão
 |îles salomon|salomonen|соломоновы о-ва|جزر سليمان|solomon adaları
SC SYC seychelles|塞舌尔|塞席爾|塞舌爾|セーシェル|seicheles|seychellen|сейшельские о-ва|سيشل|seyşeller
SD SDN sudan|苏丹|蘇丹|スーダン|sudão|soudan|судан|السودان
SE SWE sweden|瑞典|スウェーデン|suecia|suède|schweden|швеция|السويد|i̇sveç|sverige
SG SGP singapore|新加坡|シンガポール|singapur|singapura|singapour|сингапур|سنغافورة|republic of singapore
SH SHN st. helena|圣赫勒拿|聖赫勒拿島|セントヘレナ|santa elena|santa helena|sainte-hélène|о-в св. елены
 |سانت هيلينا|saint helena
SI SVN slovenia|斯洛文尼亚|斯洛維尼亞|斯洛文尼亞|スロベニア|eslovenia|slovénie|slowenien|словения
 |سلوفينيا|slovenya|slovenija
SJ SJM svalbard & jan mayen|斯瓦尔巴和扬马延|挪威屬斯瓦巴及尖棉|斯瓦爾巴特群島及揚馬延島
 |スバールバル諸島・ヤンマイエン島|svalbard y jan mayen|svalbard e jan mayen|svalbard et jan mayen
 |spitzbergen und jan mayen|шпицберген и ян-майен|سفالبارد وجان ماين|svalbard ve jan mayen
SK SVK slovakia|斯洛伐克|スロバキア|eslovaquia|slovaquie|slowakei|словакия|سلوفاكيا|slovakya|slovensko
 |slovak republic
SL SLE sierra leone|塞拉利昂|獅子山|シエラレオネ|sierra leona|serra leoa|сьерра-леоне|سيراليون
SM SMR san marino|圣马力诺|聖馬利諾|聖馬力諾|サンマリノ|são marinho|saint-marin|сан-марино|سان مارينو
SN SEN senegal|塞内加尔|塞內加爾|セネガル|сенегал|السنغال
SO SOM somalia|索马里|索馬利亞|索馬里|ソマリア|somalie|сомали|الصومال|somali
SR SUR suriname|苏里南|蘇利南|蘇里南|スリナム|surinam|суринам|سورينام
SS SSD south sudan|南苏丹|南蘇丹|南スーダン|sudán del sur|sudão do sul|soudan du sud|südsudan|южный судан
 |جنوب السودان|güney sudan
ST STP são tomé & príncipe|圣多美和普林西比|聖多美普林西比|聖多美和普林西比|サントメ・プリンシペ
 |santo tomé y príncipe|são tomé e príncipe|sao tomé-et-principe|são tomé und príncipe
 |сан-томе и принсипи|ساو تومي وبرينسيبي|sao tome ve principe|sao tome and principe
SV SLV el salvador|萨尔瓦多|薩爾瓦多|エルサルバドル|salvador|сальвадор|السلفادور
SX SXM sint maarten|荷属圣马丁|荷屬聖馬丁|シント・マールテン|são martinho (sint maarten)
 |saint-martin (partie néerlandaise)|синт-мартен|سانت مارتن
SY SYR syria|叙利亚|敘利亞|シリア|siria|syrie|syrien|сирия|سوريا|suriye|syrian arab republic
SZ SWZ eswatini|斯威士兰|史瓦帝尼|斯威士蘭|エスワティニ|esuatini|essuatíni|эсватини|إسواتيني|esvatini
 |swaziland
TC TCA turks & caicos islands|特克斯和凯科斯群岛|土克斯及開科斯群島|特克斯和凱科斯群島
 |タークス・カイコス諸島|islas turcas y caicos|ilhas turcas e caicos|îles turques-et-caïques
 |turks- und caicosinseln|тёркс и кайкос|جزر توركس وكايكوس|turks ve caicos adaları
TD TCD chad|乍得|查德|チャド|chade|tchad|tschad|чад|تشاد|çad
TF ATF french southern territories|法属南部领地|法屬南部屬地|法屬南部領地|仏領極南諸島
 |territorios australes franceses|territórios franceses do sul|territórios austrais franceses
 |terres australes françaises|französische süd- und antarktisgebiete|французские южные территории
 |الأقاليم الجنوبية الفرنسية|fransız güney toprakları
TG TGO togo|多哥|トーゴ|того|توغو
TH THA thailand|泰国|泰國|タイ|tailandia|thaïlande|таиланд|تايلاند|tayland|ประเทศไทย|ไทย
TJ TJK tajikistan|塔吉克斯坦|塔吉克|タジキスタン|tayikistán|tadjiquistão|tajiquistão|tadjikistan
 |tadschikistan|таджикистан|طاجيكستان|tacikistan
TK TKL tokelau|托克劳|托克勞群島|トケラウ|toquelau|токелау|توكيلاو
TL TLS timor-leste|东帝汶|東帝汶|東ティモール|timor oriental|восточный тимор|تيمور - ليشتي|east timor
TM TKM turkmenistan|土库曼斯坦|土庫曼|トルクメニスタン|turcomenistão|turquemenistão|туркменистан
 |تركمانستان
TN TUN tunisia|突尼斯|突尼西亞|チュニジア|túnez|tunisie|tunesien|тунис|تونس|tunus
TO TON tonga|汤加|東加|湯加|トンガ|тонга|تونغا
TR TUR türkiye|土耳其|トルコ|turquía|turquie|türkei|турция|تركيا|turkey|türkiye cumhuriyeti
 |republic of turkey|republic of türkiye
TT TTO trinidad & tobago|特立尼达和多巴哥|千里達及托巴哥|千里達和多巴哥|トリニダード・トバゴ
 |trinidad y tobago|trinidad e tobago|trindade e tobago|trinité-et-tobago|trinidad und tobago
 |тринидад и тобаго|ترينيداد وتوباغو|trinidad ve tobago|trinidad|trinidad and tobago
TV TUV tuvalu|图瓦卢|吐瓦魯|圖瓦盧|ツバル|тувалу|توفالو
TW TWN taiwan|台湾|台灣|тайвань|تايوان|tayvan|taiwan, china|taiwan, roc|taiwan, province of china
 |china (taiwan)|chinese taipei|臺灣|中国台湾|中國台灣
TZ TZA tanzania|坦桑尼亚|坦尚尼亞|坦桑尼亞|タンザニア|tanzanie|tansania|танзания|تنزانيا|tanzanya
 |united republic of tanzania|tanzania, united republic of
UA UKR ukraine|乌克兰|烏克蘭|ウクライナ|ucrania|украина|أوكرانيا|ukrayna|україна
UG UGA uganda|乌干达|烏干達|ウガンダ|ouganda|уганда|أوغندا
UM UMI u.s. outlying islands|美国本土外小岛屿|美國本土外小島嶼|合衆国領有小離島
 |islas menores alejadas de ee. uu.|ilhas menores distantes dos eua|ilhas menores afastadas dos eua
 |îles mineures éloignées des états-unis|amerikanische überseeinseln|внешние малые о-ва (сша)
 |جزر الولايات المتحدة النائية|abd küçük harici adaları
US USA united states|美国|美國|アメリカ合衆国|estados unidos|états-unis|vereinigte staaten
 |соединенные штаты|الولايات المتحدة|amerika birleşik devletleri|usa|u.s.a.|u.s.|america
 |united states of america|the united states|estados unidos de américa|ee.uu.|eeuu|eua
 |états-unis d'amérique|vereinigte staaten von amerika|соединенные штаты америки|美利坚合众国|アメリカ
 |米国|الولايات المتحدة الأمريكية|أمريكا|abd|сша
 |соединенные штаты|u s a|сша (америка)|estados unidos de america|los estados unidos
UY URY uruguay|乌拉圭|烏拉圭|ウルグアイ|uruguai|уругвай|أورغواي
UZ UZB uzbekistan|乌兹别克斯坦|烏茲別克|ウズベキスタン|uzbequistão|usbequistão|ouzbékistan|usbekistan
 |узбекистан|أوزبكستان|özbekistan|o'zbekiston
VA VAT vatican city|梵蒂冈|梵蒂岡|バチカン市国|ciudad del vaticano|cidade do vaticano
 |état de la cité du vatican|vatikanstadt|ватикан|الفاتيكان|vatikan|vatican|holy see
VC VCT st. vincent & grenadines|圣文森特和格林纳丁斯|聖文森及格瑞那丁|聖文森特和格林納丁斯
 |セントビンセント及びグレナディーン諸島|san vicente y las granadinas|são vicente e granadinas
 |saint-vincent-et-les grenadines|st. vincent und die grenadinen|сент-винсент и гренадины
 |سانت فنسنت وجزر غرينادين|saint vincent ve grenadinler|saint vincent and the grenadines
 |st. vincent and the grenadines
VE VEN venezuela|委内瑞拉|委內瑞拉|ベネズエラ|венесуэла|فنزويلا|bolivarian republic of venezuela
 |venezuela, bolivarian republic of
VG VGB british virgin islands|英属维尔京群岛|英屬維京群島|英屬維爾京群島|英領ヴァージン諸島
 |islas vírgenes británicas|ilhas virgens britânicas|îles vierges britanniques|britische jungferninseln
 |виргинские о-ва (великобритания)|جزر فيرجن البريطانية|britanya virjin adaları
VI VIR u.s. virgin islands|美属维尔京群岛|美屬維京群島|美屬維爾京群島|米領ヴァージン諸島
 |islas vírgenes de ee. uu.|ilhas virgens americanas|ilhas virgens dos eua|îles vierges des états-unis
 |amerikanische jungferninseln|виргинские о-ва (сша)|جزر فيرجن الأمريكية|abd virjin adaları
VN VNM vietnam|越南|ベトナム|vietnã|vietname|viêt nam|вьетнам|فيتنام
VU VUT vanuatu|瓦努阿图|萬那杜|瓦努阿圖|バヌアツ|вануату|فانواتو
WF WLF wallis & futuna|瓦利斯和富图纳|瓦利斯群島和富圖那群島|ウォリス・フツナ|wallis y futuna
 |wallis e futuna|wallis-et-futuna|wallis und futuna|уоллис и футуна|جزر والس وفوتونا|wallis ve futuna
WS WSM samoa|萨摩亚|薩摩亞|サモア|самоа|ساموا
YE YEM yemen|也门|葉門|也門|イエメン|iêmen|jemen|йемен|اليمن|republic of yemen
YT MYT mayotte|马约特|馬約特島|馬約特|マヨット|maiote|майотта|مايوت
ZA ZAF south africa|南非|南アフリカ|sudáfrica|áfrica do sul|afrique du sud|südafrika
 |южно-африканская республика|جنوب أفريقيا|güney afrika|rsa|republic of south africa
ZM ZMB zambia|赞比亚|尚比亞|贊比亞|ザンビア|zambie|sambia|замбия|زامبيا|zambiya
ZW ZWE zimbabwe|津巴布韦|辛巴威|津巴布韋|ジンバブエ|zimbabue|simbabwe|зимбабве|زيمبابوي|zimbabve
XK XKK kosovo|科索沃|コソボ|косово|كوسوفو|kosova
"""
"""ISO 3166 alpha-2, alpha-3, names in lower case."""
