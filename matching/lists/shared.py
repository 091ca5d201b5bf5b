"""Which domains do firms share that have nothing else in common: hosters, registrars, societies?

Written by hand. They have staff of their own who write from there too; with `not:` in genjin.yaml one of them
is a customer like any other.
"""

from __future__ import annotations

_DOMAINS = """
secureserver.net siteground.net privateemail.com registrar-servers.com web-hosting.com
networksolutionsemail.com kundenserver.de perfora.net ovh.net mail.gandi.net loopia.se
domainsbyproxy.com contactprivacy.com whoisguard.com privacyguardian.org withheldforprivacy.com
hichina.com mxhichina.com dns.com.cn 263xmail.com qiye.163.com exmail.qq.com qiye.aliyun.com sohu.net
sendcloud.org forwardemail.net improvmx.com pobox.com zoneedit.com easydns.com mailroute.net mxlogic.net
messagelabs.com pphosted.com amazonaws.com googleusercontent.com appspotmail.com googlegroups.com
yahoogroups.com groups.io alumni.com ieee.org acm.org hostedemail.com emailsrvr.com mailanyone.net
"""
DOMAINS = frozenset(_DOMAINS.split())
