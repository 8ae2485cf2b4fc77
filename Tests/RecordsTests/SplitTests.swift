import Testing

@testable import Records

/// Rules 5 to 7 on lists written `CODE` or `CODE PERCENTAGE`.
struct SplitTests {
    private func items(_ list: [String]) -> [WeightedCode] {
        list.map { text in
            let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
            return WeightedCode(code: parts.first ?? "", share: parts.count > 1 ? PublishedPercentage.parse(parts[1]) : nil)
        }
    }

    /// What 100 is split into, written `CODE AMOUNT`.
    private func hundred(_ list: [String]) -> [String] {
        Split(items(list)) { $0.code }.shares(of: Amount(micros: 100_000_000)).map { "\($0.code) \($0.amount)" }
    }

    private func irregularities(_ list: [String]) -> [Split.Irregularity] { Split(items(list)) { $0.code }.irregularities }

    private func percent(_ text: String) -> Int128 { PublishedPercentage.parse(text) ?? -1 }

    @Test(
        arguments: [
            ([], ["unspecified 100.00"]),
            (["AF"], ["AF 100.00"]),
            (["AF 100"], ["AF 100.00"]),
            (["AF -5"], ["AF 100.00"]),
            (["SS 75", "AF 25"], ["SS 75.00", "AF 25.00"]),
            (["SS 10 %", "AF 90%"], ["SS 10.00", "AF 90.00"]),
        ] as [([String], [String])])
    func regular(list: [String], expected: [String]) {
        #expect(hundred(list) == expected)
        #expect(irregularities(list) == [])
    }

    /// 49.5 + 49.6 = 99.1: 100 x 49.5 / 99.1 = 49.949546, 100 x 49.6 / 99.1 = 50.050454.
    @Test func shortByLessThanOneIsScaled() {
        #expect(hundred(["AF 49.5", "SS 49.6"]) == ["AF 49.95", "SS 50.05"])
        #expect(irregularities(["AF 49.5", "SS 49.6"]) == [.rounded(sum: percent("99.1"))])
        #expect(hundred(["AF 99.000000001"]) == ["AF 100.00"])
    }

    @Test(arguments: [
        (["AF 50", "SS 49"], ["AF 50.00", "SS 49.00", "unspecified 1.00"], "99"),
        (["AF 30"], ["AF 30.00", "unspecified 70.00"], "30"),
        (["AF 0"], ["AF 0.00", "unspecified 100.00"], "0"),
    ])
    func shortByOneOrMoreLeavesARest(list: [String], expected: [String], sum: String) {
        #expect(hundred(list) == expected)
        #expect(irregularities(list) == [.short(sum: percent(sum))])
    }

    /// 75 + 75 + 50 = 200: 37.5, 37.5 and 25.
    @Test(arguments: [
        (["AF 100", "SS 100"], ["AF 50.00", "SS 50.00"], "200"),
        (["AF 75", "SS 75", "SD 50"], ["AF 37.50", "SS 37.50", "SD 25.00"], "200"),
        (["AF 200"], ["AF 100.00"], "200"),
    ])
    func overIsScaled(list: [String], expected: [String], sum: String) {
        #expect(hundred(list) == expected)
        #expect(irregularities(list) == [.over(sum: percent(sum))])
    }

    /// 100 - 40 = 60 over two; 100 given: nothing left for the bare one; 99.5 given with a bare one is not scaled.
    @Test(arguments: [
        (["AF 40", "SD", "SS"], ["AF 40.00", "SD 30.00", "SS 30.00"], "40"),
        (["AF 100", "SD"], ["AF 100.00", "SD 0.00"], "100"),
        (["AF 99.5", "SD"], ["AF 99.50", "SD 0.50"], "99.5"),
        (["AF 50", "SD -5", "SS half"], ["AF 50.00", "SD 25.00", "SS 25.00"], "50"),
    ])
    func bareOnesShareTheRest(list: [String], expected: [String], sum: String) {
        #expect(hundred(list) == expected)
        #expect(irregularities(list) == [.partlyMissing(sum: percent(sum))])
    }

    @Test func noneGivenShareEqually() {
        let list = ["AF", "SD", "SS"]
        let shares = Split(items(list)) { $0.code }.shares(of: Amount(micros: 100_000_000)).map(\.amount.micros)
        #expect(shares == [33_333_334, 33_333_333, 33_333_333])
        #expect(irregularities(list) == [.missing])
    }

    /// 80 + 120 = 200: 40 and 60.
    @Test func bareOnesGetNothingWhenTheGivenExceed() {
        let list = ["AF 80", "SD", "SS 120"]
        #expect(hundred(list) == ["AF 40.00", "SD 0.00", "SS 60.00"])
        #expect(irregularities(list) == [.partlyMissing(sum: percent("200")), .over(sum: percent("200"))])
    }

    @Test func emptyCodesDoNotExist() {
        let list = [WeightedCode(code: "", share: percent("50")), WeightedCode(code: "AF")]
        let split = Split(list) { $0.code }
        #expect(split.entries.map(\.code) == ["AF"])
        #expect(split.irregularities == [])
    }

    @Test func aCodeTwiceComesOutOnce() {
        #expect(hundred(["AF 50", "SS 25", "AF 25"]) == ["AF 75.00", "SS 25.00"])
    }

    /// A third of 10 micros is 3.33: the one left over goes to the first of equal remainders.
    /// At 26, 26 and 48 %: 2.6, 2.6, 4.8; wholes 2, 2, 4; two left over go to 0.8, then to the first 0.6. Negatives mirror.
    @Test(
        arguments: [
            (10, ["A", "B", "C"], [4, 3, 3]), (10, ["A 26", "B 26", "C 48"], [3, 2, 5]), (-10, ["A 26", "B 26", "C 48"], [-3, -2, -5]),
            (1, ["A 50", "B 50"], [1, 0]), (0, ["A 50", "B 50"], [0, 0]),
        ] as [(Int128, [String], [Int128])])
    func largestRemainder(micros: Int128, list: [String], expected: [Int128]) {
        #expect(Split(items(list)) { $0.code }.shares(of: Amount(micros: micros)).map(\.amount.micros) == expected)
    }

    /// Products take more than 128 bits here: 10^21 micros times some 10^29.
    @Test func nothingOverflows() {
        let list = ["A 99999999999999", "B 99999999999999.999999999999999", "C 0.000000000000001"]
        let amount = Amount(micros: 999_999_999_999_999_999_999)
        let shares = Split(items(list)) { $0.code }.shares(of: amount)
        #expect(shares.reduce(Amount.zero) { $0 + $1.amount } == amount)
        let sum = Amount(micros: Int128.max)
        #expect(Split(items(list)) { $0.code }.shares(of: sum).reduce(Amount.zero) { $0 + $1.amount } == sum)
    }

    /// Whatever the list and the amount, the parts add up and none is further than a micro from its exact share.
    @Test func partsAddUp() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let list = (0..<Int.random(in: 1...9, using: &random)).map { "C\($0) \(Int.random(in: 0...6000, using: &random))e-2" }
            let amount = Amount(micros: Int128(Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random)))
            let split = Split(items(list)) { $0.code }
            let parts = split.shares(of: amount)
            #expect(parts.reduce(Amount.zero) { $0 + $1.amount } == amount)
            for (part, entry) in zip(parts, split.entries) {
                #expect((part.amount.micros * split.total - amount.micros * entry.weight).magnitude < split.total.magnitude)
            }
        }
    }
}

/// Which list divides a transaction's money.
struct ListTests {
    private func activity(_ recipients: [WeightedCode] = [], sectors: [WeightedCode] = []) -> Activity {
        var activity = Activity()
        activity.recipients = recipients
        activity.sectors = sectors
        return activity
    }

    private func transaction(_ recipients: [WeightedCode] = [], sectors: [WeightedCode] = []) -> Transaction {
        var transaction = Transaction()
        transaction.recipients = recipients
        transaction.sectors = sectors
        return transaction
    }

    @Test func ownCountriesAndRegionsBeforeTheActivitys() {
        let activity = activity([WeightedCode(code: "AF")])
        let region = transaction([WeightedCode(code: "298", isRegion: true)])
        #expect(Recipients.split(for: region, in: activity).entries.map(\.code) == ["region:298"])
        #expect(Recipients.split(for: transaction([WeightedCode(code: "")]), in: activity).entries.map(\.code) == ["AF"])
        #expect(Recipients.split(for: transaction(), in: self.activity()).entries.map(\.code) == ["unspecified"])
    }

    @Test func countryCodesAreUpperCased() {
        #expect(Recipients.code(WeightedCode(code: " ss ")) == "SS")
        #expect(Recipients.code(WeightedCode(code: "a1", isRegion: true)) == "region:a1")
    }

    @Test func vocabularyOneBeforeTwoAndOthersNever() {
        let fine = WeightedCode(code: "12220")
        let coarse = WeightedCode(code: "121", vocabulary: "2")
        let own = WeightedCode(code: "Q", vocabulary: "99")
        let empty = WeightedCode(code: " ", vocabulary: "1")
        #expect(Sectors.counted([coarse, fine, own]) == [fine])
        #expect(Sectors.counted([coarse, own, empty]) == [coarse])
        #expect(Sectors.counted([own, empty]) == [])
        let activity = activity(sectors: [fine])
        #expect(Sectors.list(for: transaction(sectors: [coarse]), in: activity) == [coarse])
        #expect(Sectors.list(for: transaction(sectors: [own, empty]), in: activity) == [fine])
        #expect(Sectors.split(for: transaction(), in: self.activity(sectors: [own])).entries.map(\.code) == ["unspecified"])
    }

    @Test(arguments: [("11110", "111"), ("121", "121"), ("unspecified", "unspecified"), ("9", "9")])
    func categories(code: String, category: String) {
        #expect(Sectors.category(of: code) == category)
    }
}
