import Foundation
import Testing

/// Compares a text with the file of that name in `Snapshots`; `RECORD_SNAPSHOTS=1` writes the file anew.
func expectSnapshot(_ text: String, named name: String, file: String = #filePath, at location: SourceLocation = #_sourceLocation) throws {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Snapshots")
    let path = folder.appendingPathComponent(name + ".txt")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try text.write(to: path, atomically: true, encoding: .utf8)
        return
    }
    let recorded = try? String(contentsOf: path, encoding: .utf8)
    if recorded == text { return }
    let difference = firstDifference(text, recorded ?? "")
    Issue.record("\(name) differs at \(difference)\nIf this is intended: RECORD_SNAPSHOTS=1 swift test", sourceLocation: location)
}

private func firstDifference(_ new: String, _ old: String) -> String {
    let newLines = new.split(separator: "\n", omittingEmptySubsequences: false)
    let oldLines = old.split(separator: "\n", omittingEmptySubsequences: false)
    for index in 0..<max(newLines.count, oldLines.count) {
        let new = index < newLines.count ? String(newLines[index]) : "(end)"
        let old = index < oldLines.count ? String(oldLines[index]) : "(end)"
        if new != old { return "line \(index + 1)\n- \(old)\n+ \(new)" }
    }
    return "the line ends"
}
