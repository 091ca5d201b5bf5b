"""How do the Han characters that Korean firms are named in read in Hangul?

The few hundred of the names of firms, places and families; by hand, in simplified form as names are folded.
"""

from __future__ import annotations

from functools import cache

_READINGS = """
    가:家加 각:角 간:间 강:江康强钢姜 개:开 건:建健 경:京庆景经 계:界启 고:高古 곡:谷 공:公共工孔
    과:科 관:关馆 광:光广 교:教桥交 구:九具 국:国 군:军 권:权 귀:贵 극:极 근:根 금:锦 기:机企基起
    길:吉 김:金 나:罗 낙:乐 남:南 노:卢 농:农 다:多茶 단:丹 달:达 담:淡 당:堂唐 대:大代台 덕:德
    도:都道岛图陶 독:独 동:东同洞铜 두:斗 등:灯 락:洛 란:兰 래:来 련:联 로:路 록:绿
    류:流 륙:陆 리:利里 린:麟 림:林 마:马 만:万满 매:梅 명:明名 모:母 목:木 무:武贸 문:文门
    물:物 미:美米 민:民 박:朴 반:半 방:房方 배:裴 백:白百 범:范凡 법:法 벽:碧 변:边 보:宝普保
    복:福 본:本 봉:凤峰 부:釜富部 북:北 분:芬 불:佛 비:比 사:社 산:山产 삼:三森 상:上商尚 생:生
    서:西徐瑞 석:石锡 선:鲜善船 설:雪 성:星成圣城盛声 세:世 소:小 송:松宋 수:水秀寿 순:顺 숭:崇
    시:市始 식:食 신:新信申辛 실:实 심:沈心 쌍:双 씨:氏 아:亚雅 안:安 암:岩 애:爱 양:阳洋良杨
    어:鱼 언:彦 여:丽 연:延 열:烈 염:盐 영:永荣英映灵 예:艺 오:五吴 옥:玉 온:温 왕:王 외:外 요:要
    용:龙 우:友宇右雨 욱:旭 운:云 웅:雄 원:元原源 월:月 위:卫 유:有油维柳刘裕 육:六 윤:尹 은:银恩
    을:乙 음:音 응:应 의:医义 이:二李 익:益 인:仁人 일:日一 임:任 자:自 장:长张 재:才 저:猪
    전:电田全 정:正郑精井 제:制第济 조:朝造赵 종:钟宗 좌:左 주:周州朱 죽:竹 준:俊 중:中重 지:地志智
    진:进真珍晋 집:集 창:昌创 채:彩蔡 천:天川泉 철:铁 청:清青 초:草 촌:村 총:总 최:崔 추:秋 춘:春
    출:出 충:忠 칠:七漆 태:太泰 택:泽 토:土 통:通统 투:投 특:特 파:波 팔:八 평:平 포:浦 풍:丰风
    필:必 하:河夏 학:学鹤 한:韩汉 합:合 항:港航项 해:海 행:幸 향:香 허:许 현:现贤 형:亨 혜:惠
    호:湖浩好虎 홍:洪红弘 화:化华和花 환:环 활:活 황:黄 회:会 효:晓 후:厚 훈:勋 휘:辉 흥:兴 희:喜
"""


@cache
def _hangul() -> dict[str, str]:
    return {letter: cell[0] for cell in _READINGS.split() for letter in cell[2:]}


def hangul(run: str) -> str:
    """In Hangul, if all of it is known; else nothing."""
    sounds = [_hangul().get(letter, "") for letter in run]
    return "".join(sounds) if all(sounds) else ""
