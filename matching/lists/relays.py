"""Which domains write for others: portals for their members, shops, forms and mailing services for anybody?

Written by hand. Who the buyer is stands in the mail (parsers/portals); the domain says nothing of her.
"""

from __future__ import annotations

_DOMAINS = """
alibaba.com alibaba-inc.com aliexpress.com 1688.com made-in-china.com globalsources.com dhgate.com
tradekey.com ec21.com ecplaza.net indiamart.com tradeindia.com exportersindia.com hktdc.com kompass.com
europages.com wlw.de tradewheel.com go4worldbusiness.com thomasnet.com ebay.com amazon.com wish.com
diytrade.com gongchang.com bossgoo.com ecvv.com cantonfair.org.cn tradeford.com weiku.com hisupplier.com
buyerzone.com linkedin.com facebook.com facebookmail.com mailchimp.com mailchimpapp.com sendgrid.net
amazonses.com wixforms.com hubspot.com typeform.com jotform.com mailgun.org sendinblue.com brevo.com
hktdc.org tradekorea.com buykorea.org gobizkorea.com exporthub.com fordaq.com ecer.com everychina.com
hc360.com 21food.com china.cn globalmarket.com toocle.com busytrade.com b2bmap.com eworldtrade.com
justdial.com turkishexporter.net directindustry.com medicalexpo.com agriexpo.online amazon.de
amazon.co.uk amazon.co.jp amazon.fr amazon.it amazon.es amazon.ca amazon.in ebay.de ebay.co.uk ebay.fr
ebay.it ebay.es ebay.com.au shopee.com lazada.com relay.walmart.com privaterelay.appleid.com
relay.firefox.com mozmail.com duck.com intercom-mail.com hubspotemail.net hs-sales-engage.com mcsv.net
rsgsv.net mandrillapp.com sparkpostmail.com postmarkapp.com mailjet.com ccsend.com createsend.com
klaviyomail.com wufoo.com formstack.com formspree.io wix-forms.com docusign.net
"""
DOMAINS = frozenset(_DOMAINS.split())
