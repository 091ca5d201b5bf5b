"""Which words do half the firms of a trade have in their names?

In the plain form of `scripts.plain`: no accents, simplified characters.
"""

from __future__ import annotations


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


GENERIC = _words(
    """
    trading trade traders international intl global worldwide world group grp holding holdings hldgs hldg
    industries industry industrial indl ind technology technologies tech technical techno import imports
    export exports imp exp impex enterprise enterprises ent solutions solution services service systems
    system engineering eng manufacturing manufacturers mfg mfr products product electronics electronic
    electric electrical machinery machine machines equipment development developments develop investment
    investments commerce commercial supply supplies business consulting consultants materials material
    chemical chemicals medical pharma pharmaceutical pharmaceuticals therapeutics biotech biotechnology
    bio energy power foods food textile textiles garment garments fashion tools hardware software digital
    information network networks communication communications automotive auto motor motors construction
    building design marketing management logistics transport shipping capital financial finance bank
    bancorp insurance realty estate properties laboratories labs laboratory health healthcare sciences
    science metal metals steel plastic plastics paper packaging furniture lighting precision general new
    united national associates partners brothers bros sons company co department division corporate office
    branch center centre handels handel handelshaus vertrieb vertriebs technik werke werk industrie
    maschinenbau gesellschaft verlag importadora exportadora comercio comercial comercializadora
    distribuidora servicios industria industrias grupo sanayi ticaret san tic dis pazarlama groupe societe
    industriale commerciale prodotti torgovyi dom kompaniia keji jituan gufen dianzi shiye maoyi guoji
    jixie huagong yiyao 科技 技术 电子 电器 电气 电机 电力 电工 实业 国际 贸易 商贸 进出口 外贸 工业 工贸
    股份 控股 集团 智能 汽车 机械 制造 设备 装备 材料 新材料 化工 化学 医药 制药 药业 医疗 器械 生物 能源
    新能源 环保 环境 工程 建设 建筑 建材 投资 发展 开发 信息 网络 软件 数据 数字 通信 通讯 光电 半导体
    精密 五金 塑料 塑胶 橡胶 包装 纺织 服装 服饰 食品 农业 物流 运输 航运 供应链 传媒 文化 地产 置业
    房地产 银行 证券 保险 金融 产业 企业 商事 商会 物产 商店 系统 工厂 集成 自动化 机器人 仪器 仪表 矿业
    钢铁 金属 纸业 木业 家具 照明 玩具 礼品 第一 中心 总公司 分公司 研究所 研究院 制作所 制造所 工务店
    不动产 电机工业 兴业 兴产 自动车 水产 铁道 流动化 ホールディングス グループ ジャパン システム
    システムズ サービス テクノロジー テクノ インターナショナル エンジニアリング エレクトロニクス
    コーポレーション フーズ コンサルティング マテリアル ソリューションズ 산업 전자 물산 홀딩스 테크 시스템
    코리아 인터내셔널 건설 화학 제약 상사 무역 그룹 바이오 하이테크
    """
)
PLACES = _words(
    """
    china chinese india indian japan korea korean taiwan hongkong hong kong singapore malaysia thailand
    vietnam indonesia philippines asia asian pacific europe european euro africa african america american
    usa us uk uae germany deutschland german france french italia italy italian espana spain iberica
    portugal brasil brazil mexico argentina chile colombia peru canada australia russia rus ukraine polska
    poland turkiye turkey middle east gulf north south west northern southern eastern western shanghai
    beijing shenzhen guangzhou guangdong hangzhou ningbo zhejiang jiangsu suzhou wuxi qingdao shandong
    tianjin dalian xiamen fujian dongguan foshan wuhan hubei hunan hebei henan anhui sichuan chengdu
    chongqing xian yiwu wenzhou jinan nanjing tokyo osaka seoul busan mumbai delhi bangalore chennai dubai
    london paris berlin hamburg munchen istanbul moscow sao paulo 中国 北京 上海 天津 重庆 广东 广州 深圳
    东莞 佛山 珠海 中山 惠州 汕头 江门 浙江 杭州 宁波 温州 义乌 绍兴 嘉兴 台州 金华 湖州 江苏 南京 苏州
    无锡 常州 南通 徐州 扬州 昆山 镇江 山东 济南 青岛 烟台 潍坊 威海 临沂 淄博 福建 福州 厦门 泉州 漳州
    莆田 河北 石家庄 唐山 保定 河南 郑州 洛阳 湖北 武汉 宜昌 湖南 长沙 株洲 安徽 合肥 芜湖 江西 南昌 四川
    成都 陕西 西安 山西 太原 辽宁 沈阳 大连 吉林 长春 黑龙江 哈尔滨 云南 昆明 贵州 贵阳 广西 南宁 海南
    新疆 甘肃 兰州 宁夏 青海 西藏 内蒙古 香港 澳门 台湾 台北 日本 东京 大阪 京都 名古屋 横浜 韩国 大韩
    亚洲 环球 世界 东北 西南 华东 华南 北方 南方 한국 대한 서울 부산
    """
)
SMALL = _words(
    """
    and of the de del la le les el los da do das dos di du des der die und et y e i ve for in at to
    """
)
