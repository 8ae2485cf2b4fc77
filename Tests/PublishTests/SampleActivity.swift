import Picture
import Records

/// One invented activity, from which the sample's totals, streams and maps are added up.
struct SampleActivity {
    enum Kind { case grant, loan, notStated }
    var identifier: String
    var country: String
    var title: String
    var titleJapanese: String
    var party: NamedCode
    var agency: NamedCode
    var implementer: NamedCode
    var theme: NamedCode
    var places: [String]
    var start: String
    var end: String
    var isPlanned: Bool
    var status: String
    var firstYear: Int
    /// Tenths of a million a year.
    var yearly: [Int]
    var kind: Kind
    var commitment: Int
    var source: String

    var total: Amount { SamplePicture.sum(yearly.map(SamplePicture.millions)) }
    var committed: Amount { SamplePicture.millions(commitment) }

    func spend(in year: Int) -> Amount {
        let index = year - firstYear
        return yearly.indices.contains(index) ? SamplePicture.millions(yearly[index]) : .zero
    }

    var timeline: TimelineActivity {
        var activity = TimelineActivity(identifier: identifier, title: title, party: party, agency: agency, theme: theme)
        activity.titleJapanese = titleJapanese
        activity.places = places.compactMap { code in SampleGeography.places.first { $0.code == code } }
        activity.start = SamplePicture.day(start)
        activity.end = SamplePicture.day(end)
        activity.endIsPlanned = isPlanned
        activity.status = status
        activity.spend = total
        activity.commitments = committed
        activity.source = source
        return activity
    }
}

extension SampleActivity {
    static let themes = [
        NamedCode(code: "security-sector-reform", english: "Security sector reform", japanese: "治安部門改革"),
        NamedCode(code: "police", english: "Police", japanese: "警察"),
        NamedCode(code: "justice", english: "Justice and corrections", japanese: "司法・矯正"),
        NamedCode(code: "ddr", english: "Disarmament, demobilisation and reintegration", japanese: "武装解除・動員解除・社会復帰（DDR）"),
        NamedCode(code: "mine-action", english: "Mine action", japanese: "地雷対策"),
        NamedCode(code: "reconciliation", english: "Conflict prevention and reconciliation", japanese: "紛争予防・和解"),
        NamedCode(code: "peacekeeping", english: "Peacekeeping", japanese: "平和維持活動"),
        NamedCode(code: "human-rights", english: "Human rights and civil society", japanese: "人権・市民社会"),
        NamedCode(code: "governance", english: "Governance and public administration", japanese: "ガバナンス・行政"),
        NamedCode(code: "public-finance", english: "Public finance and economic reform", japanese: "財政・経済改革"),
        NamedCode(code: "humanitarian", english: "Humanitarian response and disaster risk", japanese: "人道支援・防災"),
        NamedCode(code: "displacement", english: "Protection, migration and displacement", japanese: "保護・移住・避難民"),
        NamedCode(code: "food", english: "Food security and nutrition", japanese: "食料・栄養"),
        NamedCode(code: "health", english: "Health", japanese: "保健"),
        NamedCode(code: "education", english: "Education", japanese: "教育"),
        NamedCode(code: "water", english: "Water and sanitation", japanese: "水・衛生"),
        NamedCode(code: "basic-needs", english: "Social protection and basic needs", japanese: "社会保護・基礎的生活"),
        NamedCode(code: "agriculture", english: "Agriculture and rural livelihoods", japanese: "農業・農村生計"),
        NamedCode(code: "infrastructure", english: "Transport, energy and communications", japanese: "運輸・エネルギー・通信"),
        NamedCode(code: "private-sector", english: "Private sector and employment", japanese: "民間部門・雇用"),
    ]

    private static let organisations = [
        NamedCode(code: "USA-USAID", english: "USAID", japanese: "米国国際開発庁"),
        NamedCode(code: "USA-STATE", english: "Department of State", japanese: "国務省"),
        NamedCode(code: "USA-INL", english: "State/INL", japanese: "国務省麻薬・法執行局"),
        NamedCode(code: "USA-DOD", english: "Department of Defense", japanese: "国防総省"),
        NamedCode(code: "JPN-JICA", english: "JICA", japanese: "国際協力機構（JICA）"),
        NamedCode(code: "JPN-MOFA", english: "Ministry of Foreign Affairs", japanese: "外務省"),
        NamedCode(code: "JPN-CAO", english: "Cabinet Office (PKO)", japanese: "内閣府国際平和協力本部"),
        NamedCode(code: "GBR-DFID", english: "DFID", japanese: "英国国際開発省"),
        NamedCode(code: "GBR-FCO", english: "Foreign Office", japanese: "英国外務省"),
        NamedCode(code: "EU-DEVCO", english: "DG DEVCO", japanese: "欧州委員会開発総局"),
        NamedCode(code: "EU-ECHO", english: "ECHO", japanese: "欧州委員会人道支援総局"),
        NamedCode(code: "UN-UNDP", english: "UNDP", japanese: "国連開発計画"),
        NamedCode(code: "UN-UNMISS", english: "UNMISS", japanese: "国連南スーダン派遣団"),
        NamedCode(code: "UN-UNICEF", english: "UNICEF", japanese: "国連児童基金"),
        NamedCode(code: "NGO-PWJ", english: "Peace Winds", japanese: "ピースウィンズ"),
        NamedCode(code: "NGO-NRC", english: "Norwegian Refugee Council", japanese: "ノルウェー難民評議会"),
        NamedCode(code: "WBG-IDA", english: "IDA", japanese: "国際開発協会"),
        NamedCode(code: "UN-WFP", english: "World Food Programme", japanese: "世界食糧計画"),
        NamedCode(code: "UN-UNHCR", english: "UNHCR", japanese: "国連難民高等弁務官事務所"),
        NamedCode(code: "UN-UNMAS", english: "UN Mine Action Service", japanese: "国連地雷対策サービス部"),
        NamedCode(code: "UN-UNOPS", english: "UNOPS", japanese: "国連プロジェクトサービス機関"),
        NamedCode(code: "PRIV-DAI", english: "Development Alternatives Inc.", japanese: ""),
        NamedCode(code: "NGO-JHPIEGO", english: "Jhpiego", japanese: ""),
        NamedCode(code: "NGO-WINROCK", english: "Winrock International", japanese: ""),
        NamedCode(code: "NGO-JCCP", english: "Japan Center for Conflict Prevention", japanese: "日本紛争予防センター"),
        NamedCode(code: "SSD-MOI", english: "Ministry of Interior, South Sudan", japanese: "南スーダン内務省"),
        NamedCode(code: "SSD-MOF", english: "Ministry of Finance and Planning", japanese: "財務計画省"),
        NamedCode(code: "PRIV-DYN", english: "DynCorp International", japanese: ""),
        NamedCode(code: "NGO-CRS", english: "Catholic Relief Services", japanese: "カトリック救援事業会"),
        NamedCode(code: "NGO-SCF", english: "Save the Children", japanese: "セーブ・ザ・チルドレン"),
        NamedCode(code: "NGO-DRC", english: "Danish Refugee Council", japanese: "デンマーク難民評議会"),
        NamedCode(code: "SSD-MOT", english: "Ministry of Transport, Roads and Bridges", japanese: "運輸・道路・橋梁省"),
        NamedCode(code: "UN-CHF", english: "Common Humanitarian Fund", japanese: "共同人道基金"),
    ]

    /// One line each, fields apart by bars.
    static let all: [SampleActivity] = lines.split(separator: "\n").map { SampleActivity(line: $0) }

    private init(line: Substring) {
        let field = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        func named(_ list: [NamedCode], _ code: String) -> NamedCode { list.first { $0.code == code } ?? list[0] }
        self.init(
            identifier: field[0], country: field[1], title: field[2], titleJapanese: field[3],
            party: named(SamplePicture.parties, field[4]),
            agency: named(Self.organisations, field[5]), implementer: named(Self.organisations, field[6]),
            theme: named(Self.themes, field[7]), places: field[8].split(separator: " ").map(String.init), start: field[9], end: field[10],
            isPlanned: field[11] == "1", status: field[12], firstYear: Int(field[13]) ?? 0,
            yearly: field[14].split(separator: " ").compactMap { Int($0) },
            kind: field[15] == "loan" ? .loan : field[15] == "grant" ? .grant : .notStated, commitment: Int(field[16]) ?? 0,
            source: field[17])
    }

    private static let lines = """
        US-GOV-1-AID-668-C-12-00004|SS|Health Pooled Fund and Integrated Service Delivery Programme|統合保健サービス提供計画|\
        USA|USA-USAID|NGO-JHPIEGO|health|SS-EC SS-EW|2012-06-26|2016-09-30|1|2|2012|113 241 187 205 96|grant|980|usaid-ss.xml:18834
        US-GOV-1-AID-FFP-G-14-00021|SS|Emergency food assistance through WFP, Greater Upper Nile|上ナイル地方緊急食料支援|\
        USA|USA-USAID|UN-WFP|food|SS-NU SS-UY SS-JG|2014-01-15|2016-12-31|1|2|2014|912 1044 486|grant|2700|usaid-ss.xml:40211
        US-GOV-1-AID-668-A-13-00002|SS|Room to Learn: primary education in conflict-affected states|学びの場：紛争影響州における初等教育|\
        USA|USA-USAID|NGO-WINROCK|education|SS-JG SS-LK SS-WR|2013-04-01|2018-03-31|1|2|2013|31 88 124 40|grant|611|usaid-ss.xml:9120
        US-GOV-1-AID-668-C-11-00012|SS|Sudan Transition and Conflict Mitigation|スーダン移行・紛争緩和計画|USA|USA-USAID|PRIV-DAI|\
        reconciliation|SS-JG SS-UY SS-NU SS-WR|2010-02-01|2015-11-30|0|4|2010|120 186 203 77 54 21|grant|700|usaid-ss.xml:120
        US-GOV-11-INL-SS-0031|SS|Police professionalisation and community policing|警察の職業化と地域警察活動|USA|USA-INL|\
        PRIV-DYN|police|SS-EC|2012-01-01|2016-06-30|1|2|2012|58 71 22 12 9|grant|210|state-southsudan.xml.gz:2231
        US-GOV-11-PM-SS-FMF-07|SS|Support to defence sector reform|防衛部門改革支援|USA|USA-DOD|PRIV-DYN|security-sector-reform|\
        |2010-05-01|2014-01-31|0|4|2010|96 118 131 66|notStated|430|state-southsudan.xml.gz:7710
        US-GOV-11-PRM-SS-2015-3|SS|Refugee protection in Maban and Yida|マバン・イダにおける難民保護|USA|USA-STATE|UN-UNHCR|\
        displacement|SS-NU SS-UY|2012-10-01||0|2|2012|40 160 214 233 101|grant|802|state-southsudan.xml.gz:10442
        US-GOV-11-WRA-SS-0009|SS|Humanitarian mine action|人道的地雷対策|USA|USA-STATE|UN-UNMAS|mine-action|SS-EC SS-EE|\
        2011-07-09|2017-09-30|1|2|2011|12 24 27 18 22 8|grant|140|state-southsudan.xml.gz:51
        US-GOV-1-AID-668-C-13-00009|SS|Food, Agribusiness and Rural Markets (FARM) II|食料・アグリビジネス・農村市場計画 II|USA|\
        USA-USAID|NGO-WINROCK|agriculture|SS-EC SS-EE SS-EW|2013-01-01|2015-12-31|0|3|2013|66 93 71|grant|260|usaid-ss.xml:31002
        XM-DAC-701-8-1400881|SS|Construction of the Freedom Bridge across the Nile|フリーダム・ブリッジ（ナイル架橋）建設計画|JPN|\
        JPN-JICA|JPN-JICA|infrastructure|SS-EC|2012-06-15|2018-03-31|1|2|2012|44 97 12 61 88|grant|910|jica-ss.xml:310
        XM-DAC-701-8-1200417|SS|Improvement of Juba port and river transport management|ジュバ河川港拡充計画|JPN|JPN-JICA|\
        SSD-MOT|infrastructure|SS-EC|2011-11-01|2016-10-31|1|2|2011|9 41 58 11 14 6|grant|420|jica-ss.xml:1204
        XM-DAC-701-8-1300092|SS|Juba urban water supply capacity|ジュバ市水供給改善計画|JPN|JPN-JICA|JPN-JICA|water|SS-EC|\
        2012-09-01|2017-11-30|1|2|2013|36 52 47 18|grant|320|jica-ss.xml:880
        XM-DAC-701-2-UNDP-DDR-SS|SS|Disarmament, demobilisation and reintegration of ex-combatants|元戦闘員の武装解除・動員解除・社会復帰支援|\
        JPN|JPN-MOFA|UN-UNDP|ddr|SS-EC SS-LK SS-WR|2010-03-31|2014-03-30|0|4|2010|61 92 48 20|grant|230|mofa-grants.xlsx:14
        XM-DAC-701-2-SB-2014-UNICEF|SS|Emergency education and child protection for displaced children|避難民の子どものための緊急教育・保護|\
        JPN|JPN-MOFA|UN-UNICEF|education|SS-UY SS-JG|2014-03-12|2016-03-11|0|4|2014|48 31 9|grant|88|mofa-grants.xlsx:22
        XM-DAC-701-2-NGO-PWJ-2013|SS|Water and sanitation in returnee communities|帰還民コミュニティの水・衛生改善事業|JPN|JPN-MOFA|\
        NGO-PWJ|water|SS-JG|2013-02-01|2016-01-31|0|4|2013|7 8 6|grant|22|mofa-grants.xlsx:31
        XM-DAC-701-2-NGO-JCCP-2012|SS|Vocational training for street youth in Juba|ジュバの若者のための職業訓練|JPN|JPN-MOFA|\
        NGO-JCCP|private-sector|SS-EC|2012-04-01|2016-08-31|1|2|2012|3 4 4 3 1|grant|15|mofa-grants.xlsx:35
        XM-DAC-701-2-POLICE-SS-2015|SS|Police training and equipment through UNDP|UNDPを通じた警察訓練・機材供与|JPN|JPN-MOFA|\
        UN-UNDP|police|SS-EC|2015-02-20|2017-02-19|1|2|2015|22 11|grant|46|mofa-grants.xlsx:40
        XM-DAC-701-3-PKO-UNMISS-ENG|SS|Engineering unit with UNMISS: roads and sites in Juba (in kind)|UNMISS派遣施設隊：ジュバの道路・敷地整備|\
        JPN|JPN-CAO|JPN-JICA|peacekeeping|SS-EC|2012-01-11||0|2|2012|1 1 1 1|notStated|4|mofa-grants.xlsx:52
        GB-1-203340|SS|Health Pooled Fund for South Sudan|南スーダン保健共同基金|GBR|GBR-DFID|NGO-SCF|health|SS-LK SS-UY SS-WR SS-BN SS-EE|\
        2012-10-01|2018-03-31|1|2|2012|61 203 244 231 88|grant|1180|dfid-ss.xml:401
        GB-1-202370|SS|Girls’ Education South Sudan|南スーダン女子教育計画|GBR|GBR-DFID|NGO-WINROCK|education||2013-04-12|\
        2018-09-30|1|2|2013|44 121 160 37|grant|604|dfid-ss.xml:880
        GB-1-204019|SS|Humanitarian Assistance and Resilience Building (HARISS)|人道支援・強靱性構築計画|GBR|GBR-DFID|UN-CHF|\
        humanitarian|SS-UY SS-NU SS-JG SS-BN|2014-10-01|2020-03-31|1|2|2014|122 418 176|grant|1600|dfid-ss.xml:1220
        GB-3-CSSF-SSD-08|SS|Conflict, Stability and Security Fund: monitoring the ceasefire|停戦監視支援|GBR|GBR-FCO|\
        UN-UNOPS|security-sector-reform|SS-NU SS-UY|2014-04-01|2016-09-30|1|2|2014|18 31 14|grant|70|dfid-ss.xml:2010
        XI-IATI-EC_DEVCO-2012-23310|SS|State-building contract: support to public financial management|国家構築契約：公共財政管理支援|\
        EU|EU-DEVCO|SSD-MOF|public-finance||2012-12-01|2017-12-31|1|2|2013|210 40 55|grant|850|ec-devco-ss.xml:77
        XI-IATI-EC_DEVCO-2013-24511|SS|Feeder roads and rural development|支線道路・農村開発|EU|EU-DEVCO|UN-UNOPS|infrastructure|\
        SS-WR SS-LK SS-BN|2013-06-01|2018-12-31|1|2|2014|61 88 21|grant|400|ec-devco-ss.xml:412
        XI-IATI-EC_ECHO-SSD-2015-91020|SS|Protection and multi-sector assistance to displaced people|避難民の保護・複合支援|\
        EU|EU-ECHO|NGO-DRC|displacement|SS-UY SS-JG SS-NU|2014-02-01|2016-06-30|1|2|2014|133 152 48|grant|340|ec-devco-ss.xml:1902
        XM-DAC-41114-PROJECT-00081|SS|Access to justice and rule of law|司法アクセス・法の支配|UN|UN-UNDP|UN-UNDP|justice|\
        SS-EC SS-LK|2013-01-01|2016-12-31|1|2|2013|28 41 44 17|grant|150|unhcr-ss.xml:1
        XM-DAC-41122-SS-0051|SS|Back to Learning|学校へ戻ろうキャンペーン|UN|UN-UNICEF|UN-UNICEF|education|SS-JG SS-UY SS-NU|\
        2015-02-01|2017-12-31|1|2|2015|90 40|grant|260|unhcr-ss.xml:77
        NO-BRC-971277882-SSD-14|SS|Information, counselling and legal assistance|情報提供・相談・法的支援|NGO|NGO-NRC|NGO-DRC|\
        human-rights|SS-BN SS-EC|2014-01-01|2016-12-31|1|2|2014|11 16 8|grant|40|ssd-3w-2016q1.xlsx:210
        US-EIN-13-1685039-SS-2|SS|Peace dividends: cross-border markets and grazing agreements between host, returnee and pastoralist communities along the Kiir river|\
        平和の配当|NGO|NGO-PWJ|NGO-CRS|reconciliation|SS-BN SS-WR|2014-06-01|2016-11-30|1|2|2014|6 12 7|grant|30|ssd-3w-2016q1.xlsx:488
        44000-P125746|SS|Rural roads rehabilitation (IDA credit)|農村道路改修（IDA融資）|WBG|WBG-IDA|SSD-MOT|infrastructure|\
        SS-WR SS-BW|2012-05-01|2017-06-30|1|2|2012|20 61 14 9 30|loan|380|ssd-3w-2016q1.xlsx:900
        44000-P127187|SS|Local governance and service delivery|地方行政・サービス提供|WBG|WBG-IDA|SSD-MOF|governance||2013-10-01|\
        2018-12-31|1|2|2014|15 42 18|loan|500|ssd-3w-2016q1.xlsx:912
        44000-P129000|SS|Pipeline: public expenditure review|（準備中）公共支出レビュー|WBG|WBG-IDA|SSD-MOF|public-finance|\
        |||0|1|2014|1|notStated|9|ssd-3w-2016q1.xlsx:915
        US-GOV-1-AID-SD-FFP-13|SD|Emergency food assistance in Darfur|ダルフール緊急食料支援|USA|USA-USAID|UN-WFP|food|SD-DN SD-DS SD-DW SD-DC|\
        2010-10-01|2016-09-30|1|2|2010|210 640 588 431 377 402 190|grant|3000|usaid-sd.xml:881
        US-GOV-1-AID-SD-TCM-11|SD|Transition support in Blue Nile and South Kordofan|青ナイル・南コルドファン移行支援|USA|USA-USAID|\
        PRIV-DAI|reconciliation|SD-NB SD-KS|2011-01-01|2014-12-31|0|4|2011|44 38 17 9|grant|120|usaid-sd.xml:120
        XM-DAC-701-8-SD-120|SD|Human resources for Darfur and the three protocol areas|ダルフール及び暫定統治三地域人材育成|JPN|\
        JPN-JICA|JPN-JICA|governance|SD-DN SD-KH|2010-06-01|2016-02-28|0|4|2010|12 18 22 19 16 9|grant|110|jica-sd.xml:44
        XM-DAC-701-8-SD-133|SD|Kassala State basic services|カッサラ州基本行政サービス向上|JPN|JPN-JICA|JPN-JICA|basic-needs|\
        SD-KA|2011-05-01|2015-04-30|0|4|2011|14 21 18 12 3|grant|80|jica-sd.xml:98
        XM-DAC-701-2-SD-MINE|SD|Mine action in Kassala and Blue Nile|カッサラ・青ナイルの地雷対策|JPN|JPN-MOFA|UN-UNMAS|mine-action|\
        SD-KA SD-NB|2013-03-01|2016-12-31|1|2|2013|6 7 5 2|grant|22|mofa-grants.xlsx:60
        GB-1-203577|SD|Darfur Community Peace and Stability Fund|ダルフール共同体平和安定基金|GBR|GBR-DFID|UN-UNDP|reconciliation|\
        SD-DN SD-DW SD-DC SD-DE|2011-04-01|2017-03-31|1|2|2011|21 44 52 49 38 11|grant|240|dfid-sd.xml:33
        XI-IATI-EC_ECHO-SDN-2014-1|SD|Nutrition in eastern Sudan|スーダン東部の栄養改善|EU|EU-ECHO|NGO-SCF|food|SD-RS SD-KA SD-GD|\
        2014-01-01|2016-12-31|1|2|2014|61 70 24|grant|170|ec-sd.xml:5
        XM-DAC-41121-SDN-2016|SD|South Sudanese refugees in White Nile|白ナイルの南スーダン難民|UN|UN-UNICEF|UN-UNHCR|displacement|\
        SD-NW SD-KS|2014-01-01||0|2|2014|33 58 41|grant|140|unhcr-sd.xml:9
        """
}
