"""How is a letter written in the plainest form of itself? Small tables, no dictionary.

Accents off, Cyrillic in Latin letters, traditional Chinese characters as simplified ones. Only the
characters that company names are full of are here; pinyin and Hangul come from packages, one day.
"""

from __future__ import annotations

import re
import unicodedata

_SIMPLIFIED = """
    國国 電电 業业 實实 産产 產产 際际 貿贸 開开 發发 機机 車车 東东 廣广 華华 聯联 興兴 龍龙 寶宝
    豐丰 億亿 萬万 達达 遠远 運运 輸输 輪轮 鐵铁 鋼钢 銀银 銅铜 鋁铝 錫锡 鎳镍 鋅锌 鈦钛 鋰锂 鎂镁
    鍊链 鏈链 鍋锅 鐘钟 鍾钟 鎮镇 錦锦 鴻鸿 鵬鹏 鶴鹤 鳳凤 馬马 駿骏 驅驱 騰腾 驗验 體体 設设 計计
    證证 訊讯 記记 許许 誠诚 語语 說说 課课 調调 論论 諾诺 謝谢 識识 護护 讓让 資资 質质 貨货 財财
    販贩 貝贝 責责 費费 賀贺 賓宾 賢贤 賽赛 贊赞 贏赢 買买 賣卖 員员 圓圆 圖图 園园 團团 場场 報报
    塊块 墊垫 壓压 壽寿 夢梦 夾夹 奧奥 學学 寧宁 寬宽 審审 將将 對对 導导 層层 島岛 嶺岭 嶽岳 峽峡
    崗岗 巖岩 師师 帥帅 帶带 幣币 幹干 庫库 廠厂 廢废 廈厦 應应 彈弹 彎弯 後后 徑径 從从 復复 戰战
    戲戏 戶户 擴扩 換换 擇择 損损 攜携 數数 敵敌 斷断 時时 晉晋 曉晓 曆历 歷历 會会 條条 來来 極极
    構构 槍枪 樂乐 樓楼 標标 樣样 樹树 橋桥 檔档 檢检 權权 歐欧 歲岁 歸归 殘残 殺杀 殼壳 氣气 決决
    況况 沖冲 淨净 淺浅 測测 渦涡 湯汤 溫温 滅灭 滬沪 滿满 漢汉 漁渔 漿浆 潔洁 澤泽 濟济 濱滨 濰潍
    灣湾 灤滦 燈灯 燒烧 營营 爐炉 爾尔 爭争 牆墙 牽牵 獎奖 獨独 獲获 現现 瑋玮 瑪玛 環环 畫画 當当
    療疗 癥症 監监 盤盘 盧卢 碼码 確确 碩硕 磚砖 禮礼 禪禅 種种 稱称 積积 穩稳 窯窑 競竞 筆笔 節节
    範范 築筑 簡简 籠笼 簽签 糧粮 紀纪 約约 紅红 納纳 純纯 紙纸 級级 紡纺 細细 終终 組组 結结 給给
    絡络 絲丝 統统 經经 綠绿 維维 綱纲 網网 綜综 線线 緯纬 編编 緣缘 績绩 織织 繩绳 繼继 續续 纖纤
    纜缆 羅罗 義义 習习 聖圣 聲声 聽听 職职 膠胶 膚肤 腦脑 腳脚 臺台 與与 舊旧 艦舰 艙舱 莊庄 葉叶
    蔣蒋 蔭荫 藍蓝 藝艺 藥药 蘇苏 蘭兰 處处 虛虚 號号 蝦虾 蟲虫 術术 衛卫 衝冲 裝装 製制 複复 見见
    規规 視视 親亲 覽览 觀观 觸触 訂订 評评 訓训 試试 詢询 詩诗 該该 詳详 請请 談谈 軍军 軟软 軸轴
    較较 載载 輔辅 輕轻 輝辉 轉转 轟轰 辦办 農农 邁迈 進进 遊游 過过 遙遥 適适 遲迟 選选 還还 邊边
    郵邮 鄉乡 鄭郑 鄰邻 醫医 醬酱 釀酿 釋释 針针 鈞钧 鉅钜 鈕钮 鈺钰 鉑铂 鉛铅 銘铭 銷销 鋒锋 錄录
    鍛锻 鍍镀 鎖锁 鏡镜 鑄铸 鑒鉴 鑽钻 長长 門门 閃闪 間间 閥阀 閩闽 關关 陽阳 陰阴 陳陈 陸陆 隊队
    階阶 險险 隱隐 雙双 雜杂 離离 難难 雲云 霧雾 靈灵 靜静 韌韧 韓韩 響响 頁页 頂顶 項项 順顺 須须
    預预 頓顿 頭头 領领 頻频 題题 額额 顏颜 願愿 類类 顯显 風风 飛飞 飯饭 飲饮 飼饲 飾饰 館馆 饒饶
    駐驻 駕驾 魚鱼 魯鲁 鮮鲜 鯨鲸 鳥鸟 鹽盐 麗丽 麥麦 黃黄 點点 齊齐 齒齿 龜龟 亞亚 併并 個个 倉仓
    偉伟 側侧 債债 傑杰 傳传 傷伤 僑侨 價价 儀仪 優优 儲储 兒儿 內内 兩两 凱凯 別别 剛刚 創创 劃划
    劇剧 劉刘 劍剑 劑剂 動动 務务 勝胜 勞劳 勢势 勵励 勳勋 匯汇 區区 協协 單单 卻却 參参 吳吴 呂吕
    啓启 啟启 喬乔 嘆叹 嚴严 圍围 執执 堅坚 堯尧 塗涂 塵尘 墻墙 壇坛 壯壮 娛娱 婦妇 孫孙 寫写 專专
    尋寻 屆届 屬属 岡冈 崑昆 巒峦 廟庙 張张 強强 徵征 憶忆 慶庆 懷怀 態态 愛爱 揚扬 撥拨 擔担 據据
    擊击 擁拥 暢畅 曬晒 桿杆 棟栋 槳桨 樞枢 樁桩 橫横 櫃柜 歡欢 毀毁 氫氢 滾滚 潤润 漲涨 濕湿 濾滤
    瀋沈 煉炼 煙烟 熱热 燦灿 燭烛 猶犹 瓊琼 畢毕 異异 皺皱 盡尽 礦矿 礎础 緊紧 綿绵 縣县 縫缝 總总
    縱纵 繡绣 繪绘 罰罚 羣群 翹翘 聰聪 肅肃 脈脉 脫脱 膩腻 蕭萧 薩萨 蘋苹 衆众 眾众 補补 覺觉 貫贯
    貴贵 貸贷 賈贾 賴赖 購购 趙赵 趨趋 躍跃 軌轨 軒轩 輛辆 遼辽 鄧邓 釣钓 鈴铃 鉆钻 錢钱 鍵键 鐳镭
    閣阁 閱阅 闊阔 雞鸡 韋韦 頌颂 飽饱 馮冯 馳驰 駱骆 驚惊 鷹鹰 麵面 黨党 齡龄
"""
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y",
    "ь": "", "э": "e", "ю": "iu", "я": "ia", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
    "қ": "k", "ұ": "u", "ү": "u", "ғ": "g", "ң": "n", "ә": "a", "ө": "o", "һ": "h",
}  # fmt: skip
_UNACCENTED = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
_PLAIN = str.maketrans({pair[0]: pair[1] for pair in _SIMPLIFIED.split()} | _CYRILLIC | _UNACCENTED)
_LATIN_ACCENTS = re.compile("[\u0300-\u036f]+")
"""Only these: the voicing marks of kana are combining too, and without them it is another word."""
_ROUNDS = 4


def plain(text: str) -> str:
    """Text in its plainest form, lower case. Folding again changes nothing."""
    if text.isascii():  # nothing to fold, and most names are
        return text.lower()
    for _ in range(_ROUNDS):  # one form may uncover another: a ligature with an accent, a sharp s
        folded = _folded(text)
        if folded == text:
            break
        text = folded
    return text


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFKC", _LATIN_ACCENTS.sub("", apart)).translate(_PLAIN)


EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
"""Han, kana and Hangul, where no space parts the words."""
