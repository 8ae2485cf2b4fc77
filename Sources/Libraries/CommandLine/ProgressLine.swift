import Text

/// What a bar says at one moment.
struct ProgressLine {
    let label: String
    let total: Int?
    let unit: Progress.Unit
    var done = 0
    var seconds = 0.0
    var current = ""

    func text(width: Int) -> String {
        let parts = [label, bar, amount, rate, remaining, sanitised(current)].filter { !$0.isEmpty }
        return truncated(parts.joined(separator: "  "), width: width)
    }

    private var share: Double? {
        total.map { $0 > 0 ? min(1, Double(done) / Double($0)) : 1 }
    }

    private var bar: String {
        guard let share else { return "" }
        let filled = Int(share * 20)
        let percent = padded(String(Int(share * 100)), to: 3)
        return "[\(String(repeating: "#", count: filled))\(String(repeating: "-", count: 20 - filled))] \(percent) %"
    }

    private var amount: String {
        switch unit {
        case .bytes: total.map { "\(megabytes(done)) of \(megabytes($0)) MB" } ?? "\(megabytes(done)) MB"
        case .items(let name): total.map { "\(done) of \($0) \(name)" } ?? "\(done) \(name)"
        }
    }

    private var rate: String {
        guard seconds >= 0.5 else { return "" }
        let perSecond = Int(Double(done) / seconds)
        return switch unit {
        case .bytes: "\(megabytes(perSecond)) MB/s"
        case .items: "\(perSecond)/s"
        }
    }

    private var remaining: String {
        guard let share, share > 0.01, share < 1, seconds >= 1 else { return "" }
        let left = Int((seconds * (1 - share) / share).rounded(.up))
        return "\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
    }

    /// With one decimal below ten.
    private func megabytes(_ bytes: Int) -> String {
        let tenths = bytes / 100_000
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10)" : String(tenths / 10)
    }

    private func padded(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
