"""What is a column called? Headings in the languages that customer lists are kept in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

_WORDS = """
id: id, external id, customer id, customer no, customer number, client id, account no, account number,
  code, number, no, nr, no., nr., #, 编号, 客户编号, 客户代码, 客户号, 客户id, 序号编码, 客户編號, 編號,
  顧客番号, 取引先コード, 得意先コード, 顧客コード, 고객번호, 고객코드, 거래처코드, kundennummer,
  kunden-nr, kunden nr, kundennr, debitor, debitorennummer, nº cliente, n cliente, código, codigo,
  código cliente, codigo cliente, código del cliente, código do cliente, n° client, numéro client,
  code client, код, код клиента, номер клиента, codice, codice cliente, müşteri no, müşteri kodu,
  kod klienta
genjin: genjin, genjin number
name: name, company, company name, customer, customer name, client, client name, account, account name,
  firm, organization, organisation, organization name, organisation name, business name, legal name,
  org, 名称, 客户名称, 公司, 公司名, 公司名称, 公司全称, 客户名, 客户全称, 企业名称, 单位名称, 客户,
  客户公司, 公司名稱, 客戶名稱, 客戶, 企業名稱, 会社名, 会社名称, 顧客名, 取引先名, 取引先, 得意先名,
  企業名, 社名, 法人名, 회사명, 업체명, 고객명, 고객사, 거래처, 거래처명, 상호, 기업명, firma,
  firmenname, firmenbezeichnung, kunde, kundenname, unternehmen, empresa, nombre, nombre de la empresa,
  razón social, razon social, cliente, nombre del cliente, compañía, compania, nome, nome da empresa,
  razão social, razao social, nome do cliente, companhia, société, societe, nom, nom de la société,
  raison sociale, nom du client, entreprise, nom de l'entreprise, компания, название, название компании,
  наименование, клиент, организация, фирма, заказчик, имя клиента, ragione sociale, azienda,
  nome cliente, società, firma adı, şirket, şirket adı, müşteri, müşteri adı, unvan, bedrijf,
  bedrijfsnaam, klant, klantnaam, nazwa, nazwa firmy, klient, tên công ty, tên khách hàng, اسم الشركة,
  الشركة, اسم العميل
titles: titles, title, other names, other name, aliases, alias, short name, trade name, trading name,
  english name, chinese name, local name, name in english, name in chinese, former name, aka, dba,
  brand, 抬头, 其他名称, 别名, 简称, 英文名称, 英文名, 公司英文名, 公司英文名称, 客户英文名称, 中文名称,
  中文名, 公司中文名称, 曾用名, 简称/别名, 客户简称, 公司简称, 發票抬頭, 开票抬头, 別名, 简稱, 英文名稱,
  中文名稱, 略称, 英語名, 会社名(英語), 会社名カナ, 약칭, 영문명, 영문상호, 영문회사명, kurzname,
  suchname, matchcode, weitere namen, handelsname, nombre comercial, otros nombres, nome fantasia,
  outros nomes, nom commercial, autres noms, краткое название, другие названия, полное наименование,
  торговое название, nome breve, kısa ad, handelsnaam, nazwa skrócona
group: group, group name, parent, parent company, holding, 集团, 集团名称, 所属集团, 母公司, 集團,
  グループ, グループ名, 親会社, 그룹, 그룹사, 모회사, gruppe, konzern, muttergesellschaft, grupo,
  grupo empresarial, matriz, groupe, maison mère, группа, группа компаний, холдинг, gruppo, grup, groep,
  grupa
country: country, country code, country/region, nation, region, 国家, 国家代码, 国家/地区, 地区, 国别,
  所在国家, 國家, 國別, 国, 国名, 국가, 나라, 국가명, land, staat, ländercode, país, pais, código país,
  pays, code pays, страна, код страны, paese, nazione, stato, ülke, kraj, quốc gia, البلد, الدولة
class: class, volume class, customer class, abc, abc class, 采购等级, 采购级别, 採購等級, 客户类别,
  客户分类, 类别, 客戶類別, kundenklasse, klasse, klassifizierung
grade: grade, close grade, customer grade, 客户等级, 客户级别, 等级, 客戶等級
owner: owner, owner name, account owner, account manager, rep, sales, sales rep, sales person,
  salesperson, salesman, sales representative, sales manager, responsible, assigned to, handled by,
  负责人, 业务员, 业务员姓名, 跟进人, 销售, 销售员, 归属, 归属人, 所属业务员, 客户负责人, 業務員,
  負責人, 担当, 担当者名, 営業担当, 営業担当者, 담당자명, 담당, 영업담당, 영업담당자, betreuer,
  kundenbetreuer, vertriebler, vertreter, verantwortlich, zuständig, sachbearbeiter, vendedor,
  responsable, comercial, ejecutivo, agente, responsável, responsavel, vendedora, commercial,
  chargé de compte, менеджер, ответственный, продавец, куратор, venditore, commerciale, responsabile,
  temsilci, müşteri temsilcisi, satış temsilcisi, accountmanager, handlowiec
domains: domains, domain, mail domain, email domain, 域名, 邮箱域名, 郵箱域名, ドメイン, 도메인,
  dominio, domínio, domaine, домен
websites: websites, website, web site, web, web page, webpage, homepage, home page, url, site, internet,
  www, 网址, 网站, 公司网址, 公司网站, 官网, 主页, 網址, 網站, ホームページ, ウェブサイト, 홈페이지,
  웹사이트, webseite, internetseite, sitio web, página web, pagina web, sitio, site web, сайт, веб-сайт,
  sito, sito web, web sitesi, strona www
emails: emails, email, e-mail, e-mails, mail, mail address, email address, e-mail address,
  contact email, work email, 邮箱, 邮箱地址, 电子邮件, 电子邮箱, 邮件, 邮件地址, 联系邮箱, email地址,
  e-mail地址, 郵箱, 電子郵件, 電郵, メール, メールアドレス, eメール, 電子メール, 이메일, 이메일주소,
  메일, 전자우편, e-mail-adresse, emailadresse, mailadresse, correo, correo electrónico,
  correo electronico, correos, endereço de email, correio eletrônico, courriel, adresse e-mail,
  adresse mail, mél, почта, эл. почта, электронная почта, адрес почты, имейл, posta, posta elettronica,
  e-posta, eposta, e-mailadres, adres e-mail, thư điện tử, البريد الإلكتروني, بريد
contact: contact, contact name, contact person, contact persons, attention, attn, attn., person,
  full name, first name, 联系人, 联系人姓名, 客户联系人, 姓名, 聯絡人, 聯繫人, 聯絡人姓名, 担当者,
  連絡先担当者, 氏名, ご担当者, 담당자, 연락담당자, 성명, 이름, ansprechpartner, ansprechperson,
  kontakt, kontaktperson, persona de contacto, contacto, nombre de contacto, contato, nome do contato,
  pessoa de contato, interlocuteur, personne à contacter, nom du contact, контакт, контактное лицо,
  контактное имя, фио, contatto, referente, persona di riferimento, ilgili kişi, yetkili,
  contactpersoon, osoba kontaktowa, người liên hệ
contacts: contacts, people, 联系人列表, 聯絡人列表, kontakte, contactos, contatos, контакты
phones: phones, phone, telephone, tel, tel., phone no, phone number, telephone number, mobile,
  mobile phone, mobile no, cell, cell phone, work phone, office phone, whatsapp, contact number,
  contact no, 电话, 联系电话, 手机, 手机号, 手机号码, 电话号码, 座机, 固定电话, 公司电话, 联系方式,
  電話, 電話號碼, 手機, 聯絡電話, 電話番号, 携帯, 携帯電話, 代表電話, 전화, 전화번호, 휴대폰, 휴대전화,
  연락처, telefon, telefonnummer, handy, mobil, mobiltelefon, rufnummer, teléfono, telefono, teléfonos,
  móvil, movil, celular, telefone, telefones, telemóvel, téléphone, tél, tél., portable, mobile (phone),
  телефон, телефоны, тел, тел., мобильный, мобильный телефон, cellulare, tel no, cep, cep telefonu,
  telefoon, telefoonnummer, mobiel, komórka, điện thoại, هاتف, الهاتف, جوال
codes: codes, registration number, registration no, registration code, company registration number,
  reg no, credit code, unified social credit code, uscc, vat, vat id, vat no, vat no., vat number,
  vat reg no, tax id, tax no, tax number, tax code, tin, ein, duns, d-u-n-s, duns number, lei,
  统一社会信用代码, 信用代码, 税号, 纳税人识别号, 组织机构代码, 注册号, 营业执照号, 统一编号, 統一編號,
  統編, 稅號, 統一社會信用代碼, 法人番号, 登録番号, 사업자등록번호, 사업자번호, 법인등록번호, ust-idnr,
  ust-idnr., ust-id, ust id, ustid, umsatzsteuer-id, steuernummer, handelsregister, hrb, cif, nif, nit,
  rfc, ruc, rut, cuit, cnpj, cnpj/cpf, siren, siret, tva, n° tva, numéro de tva, tva intracommunautaire,
  инн, огрн, инн/кпп, унп, егрпоу, p.iva, p. iva, partita iva, vergi no, vergi numarası, vkn, btw,
  btw-nummer, nip, regon, mst, mã số thuế, gstin, gst no, abn, npwp
source: source, channel, lead source, origin, 来源, 客户来源, 渠道, 來源, 客戶來源, 流入経路, 유입경로,
  quelle, herkunft, fuente, origen, fonte, origem, canal, provenance, источник, provenienza, kaynak
every_days: every days, interval, follow-up interval, 跟进间隔, 跟进周期
"""

SEVERAL = ("titles", "domains", "websites", "emails", "contact", "contacts", "phones", "codes")
"""Fields that may fill several columns, and hold several entries in a cell."""
_DRESS = (
    "required",
    "optional",
    "必填",
    "选填",
    "選填",
    "必須",
    "pflichtfeld",
    "obligatorio",
    "obligatoire",
    "*",
)


@cache
def known() -> Mapping[str, str]:
    """Field by heading."""
    found: dict[str, str] = {}
    for line in _WORDS.strip().replace("\n  ", " ").split("\n"):
        field, _, names = line.partition(": ")
        found |= {_bare(name): field for name in names.split(", ")}
    return found


def fields() -> tuple[str, ...]:
    return tuple(dict.fromkeys(known().values()))


def field_of(heading: str) -> str:
    """The field of a heading, or nothing. `Owner/Salesperson` and `客户名称 (Company Name)` name it twice,
    `E-mail 2` is a second one.
    """
    if len(heading) > 100:
        return ""
    bare = _bare(heading)
    found = known().get(bare) or known().get(re.sub(r"\s?[0-9０-９]{1,2}$", "", bare))
    if found:
        return found
    parts = [_bare(part) for part in re.split(r"[/()（）\[\]【】\n|]| - ", heading)]
    named = {known().get(part, "") for part in parts if part and part not in _DRESS}
    return named.pop() if len(named) == 1 else ""


def _bare(heading: str) -> str:
    text = heading.strip(" *\ufeff:：'\"\t\r\n").casefold().replace("_", " ").replace("＊", "")
    return " ".join(text.split())


def score(row: Sequence[str]) -> int:
    """How many fields a row names, if it were the headings."""
    return len({field for field in map(field_of, row) if field})
