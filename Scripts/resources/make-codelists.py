#!/usr/bin/env python3
"""Makes Resources/codelists/ from the official lists.

    make-codelists.py --iati DIR --iso DIR --locale DIR --out DIR [--ja FILE]

--iati    folder of the IATI code lists as XML (searched recursively)
--iso     folder of the JSON files of iso-codes
--locale  folder that holds ja/LC_MESSAGES/iso_3166-1.mo and iso_4217.mo, and ar/LC_MESSAGES/iso_3166-1.mo
--ja      Japanese names of IATI codes (default: iati-ja.tsv beside this script)
"""
import argparse
import gettext
import json
import pathlib
import xml.etree.ElementTree as ElementTree

LISTS = """
    ActivityDateType ActivityScope ActivityStatus AidType AidType-category AidTypeVocabulary
    BudgetIdentifierVocabulary BudgetNotProvided BudgetStatus BudgetType CRSAddOtherFlags CRSChannelCode
    CashandVoucherModalities CollaborationType ConditionType ContactType DescriptionType DisbursementChannel
    DocumentCategory DocumentCategory-category EarmarkingCategory FinanceType FinanceType-category FlowType
    GazetteerAgency GeographicExactness GeographicLocationClass GeographicLocationReach GeographicVocabulary
    GeographicalPrecision HumanitarianScopeType HumanitarianScopeVocabulary IndicatorMeasure IndicatorVocabulary
    Language LoanRepaymentPeriod LoanRepaymentType LocationType LocationType-category
    OrganisationRegistrationAgency OrganisationRole OrganisationType OtherIdentifierType PolicyMarker
    PolicyMarkerVocabulary PolicySignificance PublisherType RegionVocabulary RelatedActivityType ResultType
    ResultVocabulary Sector SectorCategory SectorVocabulary TagVocabulary TiedStatus TransactionType
    UNSDG-Goals UNSDG-Targets VerificationStatus Version
""".split()

ENGLISH = {"CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "CI": "Côte d'Ivoire",
           "FM": "Micronesia", "GB": "United Kingdom", "GM": "Gambia", "KP": "North Korea", "KR": "Republic of Korea",
           "PS": "Palestine", "RU": "Russian Federation", "TR": "Türkiye", "US": "United States", "VA": "Holy See",
           "BN": "Brunei", "VN": "Viet Nam", "FK": "Falkland Islands (Malvinas)"}

JAPANESE = {"AU": "オーストラリア", "BN": "ブルネイ", "CC": "ココス(キーリング)諸島", "CG": "コンゴ共和国", "CZ": "チェコ",
            "DM": "ドミニカ国", "ER": "エリトリア", "FK": "フォークランド諸島(マルビナス)", "GE": "ジョージア", "IR": "イラン",
            "KG": "キルギス", "KP": "北朝鮮", "KR": "韓国", "LA": "ラオス", "MF": "サンマルタン(仏領)", "MK": "北マケドニア",
            "MN": "モンゴル", "RU": "ロシア", "SX": "シントマールテン", "SY": "シリア", "SZ": "エスワティニ", "TR": "トルコ",
            "VA": "バチカン", "XK": "コソボ"}

ARABIC = {"TR": "تركيا", "XK": "كوسوفو"}

REGIONS_JA = {
    "88": "旧ユーゴスラビア諸国", "89": "欧州", "189": "サハラ以北", "289": "サハラ以南", "298": "アフリカ", "380": "西インド諸島",
    "389": "カリブ・中央アメリカ", "489": "南アメリカ", "498": "アメリカ", "589": "中東", "619": "中央アジア", "679": "南アジア",
    "689": "南・中央アジア", "789": "極東アジア", "798": "アジア", "889": "オセアニア", "998": "開発途上国(特定せず)",
    "1027": "東アフリカ", "1028": "中部アフリカ", "1029": "南部アフリカ", "1030": "西アフリカ", "1031": "カリブ",
    "1032": "中央アメリカ", "1033": "メラネシア", "1034": "ミクロネシア", "1035": "ポリネシア", "88888": "未定"}


def write(path, comments, header, rows):
    rows = sorted(rows)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for comment in comments:
            out.write(f"# {comment}\n")
        out.write("\t".join(header) + "\n")
        for row in rows:
            out.write("\t".join(" ".join(value.split()) for value in row) + "\n")
    print(f"{path}: {len(rows)} rows")


def iati_items(folder, name):
    """Code, English name, category and status of every item of one IATI list."""
    path = next(pathlib.Path(folder).rglob(f"{name}.xml"))
    for item in ElementTree.parse(path).getroot().iter("codelist-item"):
        narratives = item.findall("name/narrative")
        english = next((n.text for n in narratives if n.text and not n.attrib), "")
        yield (item.findtext("code").strip(), english.strip(), (item.findtext("category") or "").strip(),
               item.get("status") or "active")


def standard(folder, part):
    return json.loads((pathlib.Path(folder) / f"iso_{part}.json").read_text(encoding="utf-8"))[part]


def translated(translation, english):
    text = translation.gettext(english)
    return "" if text == english else text


def countries(arguments):
    japanese, arabic = (gettext.translation("iso_3166-1", arguments.locale, [language]) for language in ("ja", "ar"))
    for entry in standard(arguments.iso, "3166-1"):
        code, name = entry["alpha_2"], entry.get("common_name") or entry["name"]
        yield (code, entry["alpha_3"], entry["numeric"], ENGLISH.get(code, name),
               JAPANESE.get(code) or translated(japanese, name) or translated(japanese, entry["name"]),
               ARABIC.get(code) or translated(arabic, name) or translated(arabic, entry["name"]))
    yield ("XK", "XKX", "", "Kosovo", JAPANESE["XK"], ARABIC["XK"])


def currencies(arguments):
    translation = gettext.translation("iso_4217", arguments.locale, ["ja"])
    known = {entry["alpha_3"]: entry["name"] for entry in standard(arguments.iso, "4217")}
    for code, name, _, _ in iati_items(arguments.iati, "Currency"):
        known.setdefault(code, name)
    for code, name in HISTORIC.items():
        known.setdefault(code, name)
    return [(code, name, translated(translation, name) or CURRENCIES_JA.get(code, "")) for code, name in known.items()]


HISTORIC = {"AFA": "Afghani (until 2003)", "SDD": "Sudanese Dinar (until 2007)", "SDP": "Sudanese Pound (until 1992)",
            "DEM": "Deutsche Mark", "FRF": "French Franc", "ITL": "Italian Lira", "NLG": "Netherlands Guilder",
            "BEF": "Belgian Franc", "ESP": "Spanish Peseta", "ATS": "Austrian Schilling", "FIM": "Finnish Markka",
            "IEP": "Irish Pound", "PTE": "Portuguese Escudo", "LUF": "Luxembourg Franc", "GRD": "Greek Drachma"}

CURRENCIES_JA = {"AFA": "旧アフガニ", "SDD": "スーダン・ディナール", "SDP": "旧スーダン・ポンド", "DEM": "ドイツ・マルク",
                 "FRF": "フランス・フラン", "ITL": "イタリア・リラ", "NLG": "オランダ・ギルダー", "BEF": "ベルギー・フラン",
                 "ESP": "スペイン・ペセタ", "ATS": "オーストリア・シリング", "FIM": "フィンランド・マルッカ", "IEP": "アイルランド・ポンド",
                 "PTE": "ポルトガル・エスクード", "LUF": "ルクセンブルク・フラン", "GRD": "ギリシャ・ドラクマ"}


def read_japanese(path):
    table = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, code, text = line.split("\t")
            table[name, code] = text
    return table


def iati(arguments):
    names = read_japanese(pathlib.Path(arguments.ja))
    for name in LISTS:
        for code, english, category, status in iati_items(arguments.iati, name):
            yield (name, code, english, names.get((name, code), ""), category, status)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for option in ("--iati", "--iso", "--locale", "--out"):
        parser.add_argument(option, required=True)
    parser.add_argument("--ja", default=pathlib.Path(__file__).with_name("iati-ja.tsv"))
    arguments = parser.parse_args()
    out = pathlib.Path(arguments.out)
    iso = "Source: Debian iso-codes (LGPL-2.1+), which compiles "
    made = "Made by Scripts/resources/make-codelists.py."
    write(out / "countries.tsv",
          [iso + "ISO 3166-1; Japanese and Arabic names from its translations, some shortened. XK Kosovo is user-assigned.", made],
          ["code", "alpha3", "numeric", "name_en", "name_ja", "name_ar"], countries(arguments))
    write(out / "currencies.tsv",
          [iso + "ISO 4217; and the IATI Currency list; a few withdrawn codes that old records use.", made],
          ["code", "name_en", "name_ja"], currencies(arguments))
    write(out / "regions.tsv",
          ["Source: IATI Region code list, replicated from the OECD DAC (codes and names are facts).", made],
          ["code", "name_en", "name_ja"],
          [(code, name, REGIONS_JA.get(code, "")) for code, name, _, _ in iati_items(arguments.iati, "Region")])
    write(out / "iati.tsv",
          ["Source: IATI code lists (codes and English names are facts, no descriptions taken); Japanese names by Concord.",
           made, "category: the code in the list's category list, where it has one. status: active or withdrawn."],
          ["list", "code", "name_en", "name_ja", "category", "status"], iati(arguments))


if __name__ == "__main__":
    main()
