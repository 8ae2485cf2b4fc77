"""Small cases of rules 1 to 8, each worked out by hand in a comment, so that the oracle is itself checked."""

import contextlib
import gzip
import io
import os
import subprocess
import sys
import tempfile
import unittest

import counts
import reading
import totals

HERE = os.path.dirname(os.path.abspath(__file__))


def transaction(value="100", inside="", code="3", date='<transaction-date iso-date="2015-06-30"/>', attributes=""):
    return (f'<transaction><transaction-type code="{code}"/>{date}'
            f"<value {attributes}>{value}</value>{inside}</transaction>")


def activity(inside, name="A-1", attributes='default-currency="USD"', reporter='ref="R"'):
    return (f"<iati-activity {attributes}><iati-identifier>{name}</iati-identifier>"
            f"<reporting-org {reporter}/>{inside}</iati-activity>")


def document(*inside, attributes='version="2.03"'):
    return f"<iati-activities {attributes}>" + "".join(inside) + "</iati-activities>"


class RuleTest(unittest.TestCase):
    def read(self, named, function):
        """Writes {path: text or bytes} to a new folder and calls function(folder); what is said goes to self.said."""
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()) as said:
            for name, data in named.items():
                path = os.path.join(folder, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "wb") as file:
                    file.write(data if isinstance(data, bytes) else data.encode())
            result = function(folder)
        self.said = said.getvalue()
        return result

    def table(self, named, by, flow="spend"):
        return self.read(named, lambda folder: list(totals.rows(totals.totals([folder], flow, by.split(",")))))

    def check(self, inside, by, *expected, flow="spend", **more):
        """The rows of one activity; expected rows are written 'dimension currency amount' with spaces."""
        rows = self.table({"a.xml": document(activity(inside, **more))}, by, flow)
        self.assertEqual([" ".join(row) for row in rows], list(expected))


class Rule1Codes(RuleTest):
    def test_letters_are_numbers(self):
        # D is 3 and E is 4, both spend: 1 + 2; C is 2; IF is 1. Repayments (LR, R) belong to no flow here.
        inside = "".join(transaction(value, code=code) for code, value in
                         [("D", "1"), ("E", "2"), ("C", "4"), ("IF", "8"), ("LR", "16"), ("R", "32"), ("4", "64")])
        self.check(inside, "reporter", "R USD 67.00")
        self.check(inside, "reporter", "R USD 4.00", flow="commitments")
        self.check(inside, "reporter", "R USD 8.00", flow="incoming")

    def test_letters_without_a_flow(self):
        # Were one of them taken for another code, it would show in a flow.
        inside = "".join(transaction(code=code) for code in ("IR", "LR", "R", "QP", "QS", "CG"))
        for flow in totals.FLOWS:
            self.check(inside, "reporter", flow=flow)
        self.assertEqual(list(totals.LETTERS.values()), [str(number) for number in range(1, 11)])

    def test_flows_of_2_x(self):
        inside = transaction("1", code="11") + transaction("2", code="12") + transaction("4", code="Disbursement")
        self.check(inside, "reporter", "R USD 1.00", flow="incoming-commitments")
        self.check(inside, "reporter", "R USD 2.00", flow="pledges")
        self.check(inside, "reporter")

    def test_only_activities_directly_under_the_root(self):
        one = activity(transaction())
        self.assertEqual(self.table({"a.xml": one}, "reporter"), [])
        self.assertEqual(self.table({"a.xml": document("<wrapper>" + one + "</wrapper>")}, "reporter"), [])


class Rule2Numbers(RuleTest):
    def test_accepted(self):
        for words, amount in [("12", 12_000000), (" +12.50\n", 12_500000), ("12.", 12_000000), (".5", 500000),
                              ("-3", -3_000000), ("1.5e3", 1500_000000), ("25E-1", 2_500000),
                              ("1,234,567.8", 1234567_800000), ("-12,345", -12345_000000), ("007", 7_000000),
                              ("999999999999999.99", 999999999999999_990000)]:
            self.assertEqual(totals.micros(totals.number(words)), amount, words)

    def test_refused(self):
        for words in ["", " ", ".", "1,23", "1234,567", "1,234,", "1,234.", "1,234e2", "12 000", "$5", "1.2.3", "--1",
                      "1e", "0x10", "NaN", "Infinity", "1_000", "\u0661", "\u0661,234", "1,23\u0664",
                      "1000000000000000", "-1e15", "1e99999999999999999999"]:
            self.assertIsNone(totals.number(words), words)

    def test_unreadable_value_contributes_nothing(self):
        self.check(transaction("n/a") + transaction("7") + "<transaction><transaction-type code='3'/></transaction>",
                   "reporter", "R USD 7.00")

    def test_comment_inside_a_number(self):
        self.check(transaction("1<!-- thousand -->000"), "reporter", "R USD 1000.00")

    def test_more_than_six_decimals_are_rounded_half_even(self):
        # The seventh decimal is an exact half: 0.0000005 goes to the even 0, 0.0000015 to the even 0.000002.
        self.assertEqual(totals.micros(totals.number("0.0000005")), 0)
        self.assertEqual(totals.micros(totals.number("0.0000015")), 2)
        self.assertEqual(totals.micros(totals.number("-0.00000251")), -3)


class Rule3Currency(RuleTest):
    def test_own_then_default_then_none(self):
        # The first is the value's own in lower case; the second falls back on the default; a wrong code does not.
        inside = (transaction("1", attributes='currency=" eur "') + transaction("2", attributes='currency=" "')
                  + transaction("4", attributes='currency="18169"') + transaction("8", attributes='currency="US$"'))
        self.check(inside, "reporter", "R EUR 1.00", "R GBP 2.00", "R XXX 12.00",
                   attributes='default-currency="gbp "')

    def test_no_currency_at_all(self):
        self.check(transaction("1"), "reporter", "R XXX 1.00", attributes="")


class Rule4Dates(RuleTest):
    def check_year(self, expected, date, attributes=""):
        self.check(transaction("1", date=date, attributes=attributes), "year", f"{expected} USD 1.00")

    def test_forms(self):
        for words, expected in [("2015-06-30", "2015"), ("2015-06-30T23:00:00Z", "2015"), (" 2015-06-30", "2015"),
                                ("30-06-2015", "2015"), ("30/06/2015", "2015"), ("2015-02-31", "2015"),
                                ("31/12/2015 noon", "unknown"), ("2015", "unknown"), ("30/6/2015", "unknown"),
                                ("2015/06/30", "unknown"), ("30.06.2015", "unknown")]:
            self.check_year(expected, f'<transaction-date iso-date="{words}"/>')

    def test_iso_date_then_text_then_value_date(self):
        dated = 'value-date="2013-01-01"'
        self.check_year("2015", '<transaction-date iso-date="2015-01-01">2014-01-01</transaction-date>', dated)
        self.check_year("2014", '<transaction-date iso-date="soon">01-01-2014</transaction-date>', dated)
        self.check_year("2013", '<transaction-date iso-date="soon">later</transaction-date>', dated)
        self.check_year("2013", "", dated)
        self.check_year("unknown", "", 'value-date="01/01/2013"')


class Rule5Countries(RuleTest):
    def check_split(self, expected, *items):
        """Splits 100 USD over items written 'CODE' or 'CODE percentage'."""
        tags = ""
        for item in items:
            code, _, percentage = item.partition(" ")
            tag = "region" if code.isdigit() else "country"
            tags += f'<recipient-{tag} code="{code}"' + (f' percentage="{percentage}"' if percentage else "") + "/>"
        self.check(tags + transaction("100"), "country", *(f"{code} USD {amount}" for code, amount in expected))

    def test_regular(self):
        self.check_split([("unspecified", "100.00")])
        self.check_split([("AF", "100.00")], "AF")
        self.check_split([("AF", "25.00"), ("SS", "75.00")], "SS 75", "AF 25")
        # Read as absent, 25% would take all of the 90 that are left.
        self.check_split([("AF", "25.00"), ("SS", "10.00"), ("unspecified", "65.00")], "SS 10 %", "AF 25%")
        self.check_split([("AF", "40.00"), ("region:298", "60.00")], "AF 40", "298 60")

    def test_short_by_less_than_one_is_scaled(self):
        # 49.5 + 49.6 = 99.1: 100 * 49.5 / 99.1 = 49.949546 and 100 * 49.6 / 99.1 = 50.050454.
        self.check_split([("AF", "49.95"), ("SS", "50.05")], "AF 49.5", "SS 49.6")

    def test_short_by_one_or_more_leaves_the_rest_unspecified(self):
        self.check_split([("AF", "50.00"), ("SS", "49.00"), ("unspecified", "1.00")], "AF 50", "SS 49")
        self.check_split([("AF", "30.00"), ("unspecified", "70.00")], "AF 30")
        self.check_split([("unspecified", "100.00")], "AF 0")

    def test_over_is_scaled(self):
        # 100 + 100 = 200: each counts half. 75 + 75 + 50 = 200: 37.5, 37.5 and 25.
        self.check_split([("AF", "50.00"), ("region:298", "50.00")], "AF 100", "298 100")
        self.check_split([("AF", "37.50"), ("SD", "25.00"), ("SS", "37.50")], "AF 75", "SS 75", "SD 50")

    def test_some_without_share_the_rest(self):
        # 100 - 40 = 60 over two; nothing given: 100 over three; 100 given: nothing is left for the bare one.
        self.check_split([("AF", "40.00"), ("SD", "30.00"), ("SS", "30.00")], "AF 40", "SD", "SS")
        self.check_split([("AF", "33.33"), ("SD", "33.33"), ("SS", "33.33")], "AF", "SD", "SS")
        self.check_split([("AF", "100.00")], "AF 100", "SD")
        self.check_split([("AF", "99.50"), ("SD", "0.50")], "AF 99.5", "SD")

    def test_some_without_and_the_given_over(self):
        # 80 + 120 = 200: 40 and 60; the bare one gets nothing.
        self.check_split([("AF", "40.00"), ("SS", "60.00")], "AF 80", "SD", "SS 120")

    def test_negative_and_unreadable_count_as_absent(self):
        # Both bare: they share 100 - 50.
        self.check_split([("AF", "50.00"), ("SD", "25.00"), ("SS", "25.00")], "AF 50", "SD -5", "SS half")
        self.check_split([("AF", "100.00")], "AF 12,5")

    def test_empty_codes_do_not_exist(self):
        inside = '<recipient-country code=" " percentage="50"/><recipient-country code=" af "/><recipient-region/>'
        self.check(inside + transaction("100"), "country", "AF USD 100.00")

    def test_own_before_the_activitys(self):
        # 100 goes where the transaction says; 10 has only an empty code of its own and goes where the activity says.
        inside = ('<recipient-country code="AF"/>' + transaction("100", '<recipient-region code="298"/>')
                  + transaction("10", '<recipient-country code=""/>') + transaction("1"))
        self.check(inside, "country", "AF USD 11.00", "region:298 USD 100.00")


class Rule6Sectors(RuleTest):
    def sector(self, code, vocabulary=None, percentage=None):
        written = f'code="{code}"' + (f' vocabulary="{vocabulary}"' if vocabulary is not None else "")
        return f"<sector {written}" + (f' percentage="{percentage}"' if percentage else "") + "/>"

    def test_vocabulary_1_before_2_and_others_ignored(self):
        inside = self.sector("121", "2") + self.sector("12220") + self.sector("Q", "99") + transaction("1")
        self.check(inside, "sector", "12220 USD 1.00")
        self.check(inside, "category", "122 USD 1.00")

    def test_names_of_1_x(self):
        inside = self.sector("121", "DAC-3") + self.sector("12220", "DAC") + self.sector("Q", "RO") + transaction("1")
        self.check(inside, "sector", "12220 USD 1.00")
        self.check(self.sector("121", "DAC-3") + transaction("1"), "sector,category", "121 121 USD 1.00")

    def test_no_dac_sector(self):
        inside = self.sector("Q", "99") + self.sector("") + transaction("1")
        self.check(inside, "sector,category", "unspecified unspecified USD 1.00")

    def test_the_transactions_before_the_activitys(self):
        # The transaction's vocabulary 2 comes before the activity's vocabulary 1; its vocabulary 99 bars nothing.
        inside = (self.sector("12220") + transaction("1", self.sector("112", "2"))
                  + transaction("2", self.sector("Q", "99")) + transaction("4", self.sector("", "1")))
        self.check(inside, "sector", "112 USD 1.00", "12220 USD 6.00")

    def test_percentages(self):
        # 60 of 100 given; the remainder is unspecified in the category too. 11110 and 11120 are one category.
        inside = (self.sector("11110", "1", "20") + self.sector("11120", "1", "30") + self.sector("12220", "1", "10")
                  + transaction("100"))
        self.check(inside, "category", "111 USD 50.00", "122 USD 10.00", "unspecified USD 40.00")

    def test_country_by_sector(self):
        # 200 is 50 AF and 150 SS; each is half and half.
        inside = ('<recipient-country code="AF" percentage="25"/><recipient-country code="SS" percentage="75"/>'
                  + self.sector("11110", "1", "50") + self.sector("12220", "1", "50") + transaction("200"))
        self.check(inside, "country,sector", "AF 11110 USD 25.00", "AF 12220 USD 25.00",
                   "SS 11110 USD 75.00", "SS 12220 USD 75.00")


class Rule7Rounding(RuleTest):
    def split(self, amount, *percentages):
        items = [(str(i), totals.Fraction(p)) for i, p in enumerate(percentages)]
        return [part for _, part in totals.split(amount, totals.shares(items))]

    def test_largest_remainder(self):
        # 10 micros at 1/3: 3.33 each, and the one left over goes to the first. At 26, 26, 48 %: 2.6, 2.6, 4.8:
        # wholes 2, 2, 4; the two left over go to 0.8, then to the first 0.6. Negative amounts mirror positive ones.
        third = totals.Fraction(100, 3)
        self.assertEqual(self.split(10, third, third, third), [4, 3, 3])
        self.assertEqual(self.split(10, 26, 26, 48), [3, 2, 5])
        self.assertEqual(self.split(-10, 26, 26, 48), [-3, -2, -5])

    def test_parts_of_money_add_up(self):
        # 0.01 over three: 0.003334 + 0.003333 + 0.003333; each prints as zero and is left out.
        inside = "".join(f'<recipient-country code="{code}"/>' for code in ("AF", "SD", "SS")) + transaction("0.01")
        self.check(inside, "country")
        self.check(inside, "reporter", "R USD 0.01")
        # Three such amounts: 0.010002 in AF, 0.009999 in the others.
        self.check(inside + transaction("0.01") + transaction("0.01"), "country",
                   "AF USD 0.01", "SD USD 0.01", "SS USD 0.01")

    def test_printing_rounds_half_to_even_after_adding(self):
        self.check(transaction("0.005"), "reporter")  # 0.005 goes to the even 0.00
        self.check(transaction("0.015"), "reporter", "R USD 0.02")
        self.check(transaction("0.025"), "reporter", "R USD 0.02")
        self.check(transaction("-0.035"), "reporter", "R USD -0.04")
        self.check(transaction("0.005") * 3, "reporter", "R USD 0.02")  # 0.015

    def test_cells_that_cancel_are_left_out(self):
        self.check(transaction("5") + transaction("-5"), "reporter")


class Rule8Identity(RuleTest):
    def copy(self, value, updated="", generated="", name="A-1", reporter='ref="R"'):
        written = 'default-currency="USD"' + (f' last-updated-datetime="{updated}"' if updated else "")
        return document(activity(transaction(value), name=name, attributes=written, reporter=reporter),
                        attributes=f'generated-datetime="{generated}"' if generated else "")

    def check_winner(self, expected, named):
        self.assertEqual([row[-1] for row in self.table(named, "activity")], [expected])

    def test_latest_update_wins_whatever_the_order(self):
        # 1 is newer though its file is older and earlier.
        self.check_winner("1.00", {"a.xml": self.copy("1", "2020-01-02T00:00:00", "2020-01-02"),
                                   "b.xml": self.copy("2", "2020-01-01T23:59:59", "2021-01-01")})
        self.check_winner("2.00", {"a.xml": self.copy("1", "", "2022"), "b.xml": self.copy("2", "2020-01-01", "2021")})

    def test_then_the_latest_file(self):
        # The datetimes are the same in their first 19 characters.
        self.check_winner("1.00", {"a.xml": self.copy("1", "2020-01-01T00:00:00.9", "2021-02-01"),
                                   "b.xml": self.copy("2", "2020-01-01T00:00:00Z", "2021-01-01")})
        self.check_winner("2.00", {"a.xml": self.copy("1"), "b.xml": self.copy("2", "", "2021")})

    def test_then_the_later_in_path_order(self):
        # Folders bytewise by full path: x, x-y, x/z (hyphen before slash); Z before a.
        self.check_winner("3.00", {"x/b.xml": self.copy("1"), "x-y/a.xml": self.copy("2"), "x/z/a.xml": self.copy("3")})
        self.check_winner("2.00", {"Z.xml": self.copy("1"), "a.xml": self.copy("2")})
        # A file in a folder comes before the folders in that folder, whatever its name.
        self.check_winner("2.00", {"z.xml": self.copy("1"), "a/a.xml": self.copy("2")})

    def test_then_the_later_in_the_file(self):
        both = document(activity(transaction("1")), activity(transaction("2")))
        self.check_winner("2.00", {"a.xml": both})

    def test_secondary_reporters_lose(self):
        new = "2030-01-01T00:00:00"
        for reporter in ('ref="S" secondary-reporter="1"', 'ref="S" secondary-reporter="true"',
                         'ref="US-501c3-522318905"'):
            self.check_winner("1.00", {"a.xml": self.copy("1"), "b.xml": self.copy("2", new, reporter=reporter)})
        self.check_winner("2.00", {"a.xml": self.copy("1"),
                                   "b.xml": self.copy("2", new, reporter='ref="S" secondary-reporter="0"')})
        # Alone, a secondary reporter counts.
        self.check_winner("2.00", {"b.xml": self.copy("2", new, reporter='ref="US-501c3-522318905"')})

    def test_white_space_is_folded(self):
        rows = self.table({"a.xml": self.copy("1", name="A  1"), "b.xml": self.copy("2", name="\n A\t1 ")}, "activity")
        self.assertEqual(rows, [["A 1", "USD", "2.00"]])

    def test_the_first_identifier_counts(self):
        second = "<iati-identifier>B</iati-identifier>" + transaction("1")
        self.check(second, "activity", "A-1 USD 1.00")

    def test_without_identifier_never_in_totals(self):
        self.check(transaction("1"), "reporter", name=" ")
        nameless = "<iati-activity>" + transaction("1") + "</iati-activity>"
        self.assertEqual(self.table({"a.xml": document(nameless)}, "reporter"), [])


class Budgets(RuleTest):
    def test_year_currency_and_split_of_every_budget(self):
        # Two budgets of one year count both; the second in its own currency. Only the period's start is its date.
        inside = ('<recipient-country code="AF" percentage="60"/><recipient-country code="SS" percentage="40"/>'
                  '<budget><period-start iso-date="2014-07-01"/><period-end iso-date="2015-06-30"/>'
                  '<value value-date="2014-07-01">10</value></budget>'
                  '<budget><period-start>2014-07-01</period-start><value currency="EUR">20</value></budget>'
                  '<budget><value value-date="2014-07-01">30</value></budget>' + transaction("99"))
        self.check(inside, "country,year", "AF 2014 EUR 12.00", "AF 2014 USD 6.00", "AF unknown USD 18.00",
                   "SS 2014 EUR 8.00", "SS 2014 USD 4.00", "SS unknown USD 12.00", flow="budgets")


class Output(RuleTest):
    def test_reporter_as_published_and_bytewise_order(self):
        # 'B' before 'a' before 'é'.
        named = {f"{i}.xml": document(activity(transaction("1"), name=f"N{i}", reporter=f'ref="{ref}"'))
                 for i, ref in enumerate(["é", " a ", "B", ""])}
        self.assertEqual([row[0] for row in self.table(named, "reporter")], ["", "B", "a", "é"])


class Reading(RuleTest):
    def test_gzip_and_other_files(self):
        packed = gzip.compress(document(activity(transaction("5"))).encode())
        rows = self.table({"a/b.xml.gz": packed, "notes.txt": "a,b", "other.xml": "<html/>", "empty.xml": ""}, "activity")
        self.assertEqual(rows, [["A-1", "USD", "5.00"]])
        self.assertEqual(self.said.count("skipped"), 3)

    def test_a_gzip_file_cut_off(self):
        packed = gzip.compress(document(activity(transaction("5"))).encode())
        self.assertEqual(self.table({"a.xml.gz": packed[:-8]}, "activity"), [["A-1", "USD", "5.00"]])
        self.assertIn("damaged", self.said)

    def test_a_file_cut_off_keeps_what_was_whole(self):
        # The second activity's value may be half a number.
        whole = document(activity(transaction("5")), activity(transaction("1234"), name="A-2"))
        rows = self.table({"a.xml": whole[:whole.index("1234") + 2]}, "activity")
        self.assertEqual(rows, [["A-1", "USD", "5.00"]])
        self.assertIn("damaged", self.said)
        rows = self.table({"a.xml": whole[:whole.rindex("</iati-activities>")]}, "activity")
        self.assertEqual(rows, [["A-1", "USD", "5.00"], ["A-2", "USD", "1234.00"]])

    def test_damage_in_the_middle_loses_itself_only(self):
        text = document(activity("<title>Food & water</title>" + transaction("5")), activity(transaction("6"), name="B"))
        self.assertEqual(self.table({"a.xml": text}, "activity"), [["A-1", "USD", "5.00"], ["B", "USD", "6.00"]])

    def test_entities_are_not_followed(self):
        text = '<!DOCTYPE x [<!ENTITY a "1">]>' + document(activity(transaction("&a;2") + transaction("3")))
        self.assertEqual(self.table({"a.xml": text}, "activity"), [["A-1", "USD", "3.00"]])

    def test_counts(self):
        # The second file repeats one of the first file's two identifiers; one activity has none.
        first = document(activity("<location/><location/>" + transaction()), activity("", name="B"))
        second = document(activity(transaction() * 2, name=" B "), activity("", name=""))
        third = "<iati-organisations><iati-organisation/></iati-organisations>"
        rows = self.read({"1.xml": first, "2.xml": second, "3.xml": third}, lambda f: list(counts.counts([f])))
        self.assertEqual([tuple(row[column] for column in counts.COLUMNS) for _, row in rows],
                         [(2, 2, 1, 0, 2), (2, 1, 2, 0, 0), (0, 0, 0, 1, 0), (4, 2, 3, 1, 2)])


class Compare(RuleTest):
    def compare(self, a, b, *more):
        header = "country,currency,amount\n"

        def run(folder):
            paths = [os.path.join(folder, name) for name in ("a.csv", "b.csv")]
            return subprocess.run([sys.executable, os.path.join(HERE, "compare.py"), *paths, *more],
                                  capture_output=True, text=True)
        return self.read({"a.csv": header + a, "b.csv": header + b}, run)

    def test_equal_within_the_tolerance(self):
        # |1.00| + |-2.50| = 3.50; the missing cell is zero.
        done = self.compare("AF,USD,1.00\nSS,USD,-2.50\n", "SS,USD,-2.51\nAF,USD,1.00\nSD,USD,0.00\n")
        self.assertEqual((done.returncode, done.stdout.split(",")[0]), (0, "3 cells agree"))
        self.assertIn(" 3.50 ", done.stdout)

    def test_each_difference_is_printed(self):
        done = self.compare("AF,USD,1.00\nSS,USD,5.00\n", "AF,USD,1.02\nSD,EUR,3.00\nSS,USD,5.00\n")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout.splitlines()[1:], ["AF,USD,1.00,1.02,-0.02", "SD,EUR,0,3.00,-3.00"])

    def test_tolerance(self):
        self.assertEqual(self.compare("AF,USD,1.00\n", "AF,USD,1.01\n", "--tolerance", "0").returncode, 1)

    def test_unusable(self):
        self.assertEqual(self.compare("AF,USD,1.00\nAF,USD,1.00\n", "").returncode, 2)
        self.assertEqual(self.compare("AF,USD,NaN\n", "").returncode, 2)


class Paths(RuleTest):
    def test_a_path_given_twice_is_read_once(self):
        found = self.read({"a.xml": ""}, lambda folder: reading.files([folder, os.path.join(folder, ".", "a.xml")]))
        self.assertEqual(len(found), 1)


if __name__ == "__main__":
    unittest.main()
