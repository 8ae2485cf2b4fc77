import Records
import XML

extension Scope {
    /// A location of either shape: 2.x `point` and codes, or 1.x `coordinates`, `administrative`, `gazetteer-entry`.
    mutating func location(_ element: Element) -> Location {
        var location = Location()
        (location.line, location.ref) = (element.line, element.value(.ref))
        if detail == .everything { location.percentage = element.value(.percentage) }
        for child in element.children { read(child, into: &location) }
        return location
    }

    private mutating func read(_ child: Element, into location: inout Location) {
        switch child.kind {
        case .name: location.names += names(child)
        case .point: readPoint(child, into: &location)
        case .coordinates: readCoordinates(child, into: &location)
        case .locationId: location.identifiers.append(identified(child, code: child.value(.code), vocabulary: .vocabulary))
        case .gazetteerEntry: location.identifiers.append(identified(child, code: WhiteSpace.folded(child.text), vocabulary: .gazetteerRef))
        case .administrative: readAdministrative(child, into: &location)
        default: if detail == .everything { readRest(child, into: &location) }
        }
    }

    /// What does not help to find the place.
    private func readRest(_ child: Element, into location: inout Location) {
        switch child.kind {
        case .description: location.descriptions += paragraphs(child)
        case .activityDescription: location.activityDescriptions += paragraphs(child)
        case .exactness: location.exactness = child.value(.code)
        case .locationReach: location.reach = child.value(.code)
        case .locationClass: location.locationClass = child.value(.code)
        case .featureDesignation, .locationType: keep(child.value(.code), in: &location.featureDesignation)
        default: break
        }
    }

    private func identified(_ element: Element, code: String, vocabulary: Name) -> Classification {
        Classification(code: code, vocabulary: Words.gazetteer(element.value(vocabulary)))
    }

    /// 2.x has a code with vocabulary and level; 1.x a country and up to two names.
    private func readAdministrative(_ element: Element, into location: inout Location) {
        keep(element.value(.country).uppercased(), in: &location.country)
        let code = element.value(.code)
        if element.value(.vocabulary) == Self.countries, ["", "0"].contains(element.value(.level)) {
            keep(code.uppercased(), in: &location.country)
        } else if !code.isEmpty {
            location.administrative.append(
                Classification(code: code, vocabulary: element.value(.vocabulary), detail: element.value(.level), name: name(element)))
        }
        for (attribute, level) in [(Name.adm1, "1"), (.adm2, "2")] {
            let name = WhiteSpace.folded(element.value(attribute))
            guard !name.isEmpty else { continue }
            location.administrative.append(Classification(code: name, vocabulary: Location.nameVocabulary, detail: level, name: name))
        }
    }

    /// GeographicVocabulary A4: ISO 3166-1.
    static let countries = "A4"

    private mutating func readPoint(_ element: Element, into location: inout Location) {
        guard let position = element.first(.pos) else { return }
        let text = position.ownText
        if text.isEmpty { return }
        let parts =
            text.utf8.allSatisfy { $0 < 0x80 } ? Self.asciiParts(text) : text.split { $0.isWhitespace || $0 == "," }.map { String($0) }
        keep(point(parts, text, line: position.line), in: &location.point)
    }

    /// The same without asking Unicode.
    private static func asciiParts(_ text: String) -> [String] {
        text.utf8.split { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) || $0 == UInt8(ascii: ",") }.map { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func readCoordinates(_ element: Element, into location: inout Location) {
        if detail == .everything { keep(element.value(.precision), in: &location.exactness) }
        let parts = [element.value(.latitude), element.value(.longitude)]
        if parts.allSatisfy(\.isEmpty) { return }
        keep(point(parts, parts.joined(separator: " "), line: element.line), in: &location.point)
    }

    private mutating func point(_ parts: [String], _ published: String, line: Int) -> Coordinates? {
        guard let point = Coordinates(parts) else {
            let swapped = Coordinates(parts.reversed()) != nil
            let finding = swapped ? "has longitude first, or a latitude beyond 90" : "is no latitude and longitude"
            note(ProblemRules.pointUnreadable, line: line, "The point \(Quote.quoted(published)) \(finding)")
            return nil
        }
        if point.latitude == 0, point.longitude == 0 {
            note(ProblemRules.pointZero, line: line, "The point is \(Quote.quoted(published))")
            return nil
        }
        return point
    }
}

extension Coordinates {
    /// Two numbers by rule 2 without commas, in the range of latitude and longitude; nil otherwise.
    fileprivate init?(_ parts: some Collection<String>) {
        let numbers = parts.compactMap(Self.number)
        guard parts.count == 2, numbers.count == 2, abs(numbers[0]) <= 90, abs(numbers[1]) <= 180 else { return nil }
        self.init(latitude: numbers[0], longitude: numbers[1])
    }

    private static func number(_ text: String) -> Double? {
        guard case .value(_, hadCommas: false) = PublishedNumber.parse(text) else { return nil }
        return Double(text)
    }
}
