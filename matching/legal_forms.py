"""Which words of a company's name are only its legal form?

In the plain form of `scripts.plain`, without dots: `S.A. de C.V.` is `sa de cv`, `ООО` is `ooo`.
"""

from __future__ import annotations


def _forms(table: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(form.split()) for form in table.replace("\n", ",").split(",") if form.strip())


ENDS = _forms(
    """
    ltd, limited, co, company, inc, incorporated, incorp, corp, corporation, llc, llp, lp, lllp, plc, pllc
    pc, co ltd, co limited, public limited company, private limited, pvt, pvt ltd, private ltd, pte
    pte ltd, pty, pty ltd, limited liability company, limited liability partnership, limited partnership
    proprietary limited, cc, unlimited, joint stock company, joint stock, stock company
    open joint stock company, closed joint stock company, gmbh, ggmbh, mbh, ag, kg, kgaa, ohg, ug, gbr, ek
    ev, eg, aktiengesellschaft, gesmbh, ges mbh, haftungsbeschrankt, gesellschaft mit beschrankter haftung
    kommanditgesellschaft, sa, sas, sasu, sarl, eurl, snc, scs, sca, sci, ste, cie, societe anonyme
    societe par actions simplifiee, spa, srl, srls, sapa, scarl, sagl, societa per azioni, sl, slu, sau
    sll, sal, cia, sa de cv, s de rl de cv, s de rl, de cv, sapi de cv, sab de cv, sociedad anonima
    sociedad limitada, sociedad anonima de capital variable, eirl, spr, ltda, lda, limitada, eireli, epp
    sgps, sa cv, sas bic, bv, nv, vof, bvba, sprl, besloten vennootschap, as, asa, ab, publ, aps, ivs, oy
    oyj, oy ab, hf, ehf, se, sce, aktiebolag, aktieselskab, osakeyhtio, sp z oo, sp zoo, spzoo, sp k, sp j
    spolka akcyjna, spolka z ograniczona odpowiedzialnoscia, spolka z oo, sro, spol s ro, vos, doo, dd
    jdoo, kft, zrt, nyrt, korlatolt felelossegu tarsasag, eood, ood, ead, uab, sia, ou, tov, prat, pjsc
    ojsc, cjsc, jsc, oao, ooo, zao, pao, ao, ltd sti, sti, limited sirketi, anonim sirketi, sirketi
    san ve tic as, san ve tic ltd sti, tic ltd sti, ae, epe, ike, wll, bsc, saog, saoc, kscc, ksc, sae
    fze, fzco, fzc, fz llc, fzllc, dmcc, est, sdn bhd, bhd, berhad, plt, pcl, tbk, persero, kk, gk
    kabushiki kaisha, kabushikikaisha, yugen kaisha, godo kaisha, jusikhoesa, chusik hoesa, hoesa, gongsi
    youxian gongsi, gufen youxian gongsi, youxian zeren gongsi, tnhh, co phan, public company limited
    public company
    """
)
STARTS = _forms(
    """
    the, messrs, ms, ooo, oao, zao, pao, ao, too, tov, ip, pt, cv, ud, uab, sia, ab, oy, kk, firma, fa
    cong ty, cong ty tnhh, cong ty co phan, cong ty cp, kabushiki kaisha, chusik hoesa, jusikhoesa
    obshchestvo s ogranichennoi otvetstvennostiu, aktsionernoe obshchestvo, perusahaan terbatas
    """
)
_AFFIXES = """
    股份有限公司 有限责任公司 责任有限公司 股份公司 有限公司 公司 股份 集团股份有限公司 集团有限公司
    集团公司 集团 (集团)股份有限公司 (集团)有限公司 (集团) (股)公司 (股)有限公司 (有限合伙) 有限合伙
    (有限)公司 株式会社 有限会社 合同会社 合资会社 合名会社 相互会社 (株) (有) (合) (同) (资) (名)
    주식회사 유한회사 유한책임회사 (주) (유) (합) (사) 一般社团法人 公益社团法人 社团法人 财团法人
    一般财团法人
"""
EAST_ASIAN = tuple(
    sorted(
        set(_AFFIXES.split()),
        key=lambda form: (-len(form), form),
    )
)
"""Affixes, longest first: they stand before or behind the name without a space."""
MISSPELT = ("ltd", "inc", "limited", "company", "corporation", "incorporated")
"""Forms long or frequent enough that a slip in them is seen to be one: `Icn.`, `Compny`."""
DEPARTMENT = (
    "sales|export|import|purchas(?:e|ing)|procurement|sourcing|logistics|accounts?|accounting|finance|shipping"
    "|marketing|head|main|branch|factory|plant|warehouse|hr|it"
)
"""What stands beside the firm's name in a signature or an address: `Lundin - Sales Department`."""
