/// Whether a text can be shown on one line of a terminal without moving the cursor, changing colours or reordering its surroundings.
public func isDisplaySafe(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { !isUnsafe($0.value) }
}

/// The text made safe to show on one line: breaks and tabs become spaces, other control characters and bidirectional overrides go.
public func sanitised(_ text: String) -> String {
    if isDisplaySafe(text) { return text }
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        if isBreak(scalar.value) {
            safe.append(" ")
        } else if !isUnsafe(scalar.value) {
            safe.append(scalar)
        }
    }
    return String(safe)
}

private func isBreak(_ value: UInt32) -> Bool {
    switch value {
    case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
}

/// Control characters (C0, DEL, C1), line and paragraph separators, embeddings and overrides, isolates.
private func isUnsafe(_ value: UInt32) -> Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
}
