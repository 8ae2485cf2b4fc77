import Ingest
import Records
import XML

/// Walks an element tree along a schema and says where it strays. What is right costs a few look-ups in tables for each element.
struct StructureJudge {
    private let schema: Schema
    private let forms: Forms
    private let vocabulary: Vocabulary
    private var problems: [Problem] = []

    init(_ schema: Schema, _ vocabulary: Vocabulary) {
        self.schema = schema
        forms = schema.forms
        self.vocabulary = vocabulary
    }

    mutating func drain() -> [Problem] {
        defer { problems = [] }
        return problems
    }

    /// A record, or another element that the schema declares at its top.
    mutating func judge(_ element: Element) {
        if element.space == .none, let form = schema.form(ofElement: element.name) { return judge(element, as: form) }
        note(StructureRules.elementUnknown, element, "IATI \(schema.version) has no element \(name(element))")
    }

    /// The attributes of the file's root; its children are a `RootJudge`'s affair.
    mutating func judgeRoot(_ element: Element) {
        guard element.space == .none, let form = schema.form(ofElement: element.name) else { return judge(element) }
        judgeAttributes(element, form, forms[form])
    }

    private mutating func judge(_ element: Element, as form: Int) {
        let rule = forms[form]
        if rule.content == .any { return judgeFreely(element, isDeclared: true) }
        judgeAttributes(element, form, rule)
        judgeText(element, rule)
        judgeChildren(element, form, rule)
    }

    /// Inside an element of another namespace only what the schema declares at its top is judged.
    mutating func judgeFreely(_ element: Element, isDeclared: Bool = false) {
        var named: SimpleType?
        element.forEachAttribute { attribute in
            if attribute.space == .schemaType {
                let isType = attribute.spelledName(in: vocabulary) == "type"
                if isType { named = Self.type(named: attribute.value) } else if isDeclared { noteUnknown(attribute, of: element) }
            } else if let type = schema.type(ofAttribute: attribute.name), !type.accepts(attribute.value) {
                noteValue(element, attribute, type)
            }
        }
        if let named { return judge(element, asPlain: named) }
        for child in element.children {
            if child.space == .none, let form = schema.form(ofElement: child.name) { judge(child, as: form) } else { judgeFreely(child) }
        }
    }
}

// MARK: - Types named by the file

extension StructureJudge {
    /// The type of XML Schema that an `xsi:type` names; other types of XML Schema than the standard's own count as text.
    private static func type(named value: UnsafeBufferPointer<UInt8>) -> SimpleType? {
        let parts = WhiteSpace.trimmedText(value).split(separator: ":")
        return parts.count == 2 ? SimpleType(rawValue: String(parts[1])) ?? .string : nil
    }

    /// An element that is said to hold nothing but a value.
    private mutating func judge(_ element: Element, asPlain type: SimpleType) {
        element.forEachAttribute { attribute in
            if attribute.space != .schemaType, attribute.space != .schemaLocation { noteUnknown(attribute, of: element) }
        }
        judgeValue(element, type)
        for child in element.children { noteUnknown(child, in: element) }
    }
}

// MARK: - Attributes and text

extension StructureJudge {
    private mutating func judgeAttributes(_ element: Element, _ form: Int, _ rule: Form) {
        var missing = rule.required.count
        element.forEachAttribute { attribute in
            let name = attribute.name
            guard let type = forms.type(of: name, in: form) else { return judgeUndeclared(attribute, of: element, isOpen: rule.isOpen) }
            if type != .string, !type.accepts(attribute.value) { noteValue(element, attribute, type) }
            if missing > 0, rule.required.contains(name) { missing -= 1 }
        }
        if missing > 0 { noteMissing(element, rule.required) }
    }

    private mutating func judgeUndeclared(_ attribute: Element.Attribute, of element: Element, isOpen: Bool) {
        if attribute.space == .schemaLocation || isOpen && attribute.space == .other { return }
        guard isOpen, attribute.name >= 0, vocabulary.names[attribute.name].hasPrefix("xml:"),
            let type = schema.type(ofAttribute: attribute.name)
        else { return noteUnknown(attribute, of: element) }
        if !type.accepts(attribute.value) { noteValue(element, attribute, type) }
    }

    private mutating func judgeText(_ element: Element, _ rule: Form) {
        switch rule.content {
        case .text(let type): judgeValue(element, type)
        case .elements where element.hasText, .empty where element.hasCharacters:
            note(StructureRules.textMisplaced, element, "Text stands directly in \(name(element)), which may hold only elements")
        default: return
        }
    }

    private mutating func judgeValue(_ element: Element, _ type: SimpleType) {
        guard type != .string else { return }
        element.withTextBytes { text in
            guard !type.accepts(text) else { return }
            note(StructureRules.valueMalformed, element, "\(name(element)) is \(Quote.quoted(text)), not \(type.example)")
        }
    }

    private mutating func noteMissing(_ element: Element, _ required: UnsafeBufferPointer<Int>) {
        for attribute in required where !element.hasAttribute(attribute) {
            note(StructureRules.attributeMissing, element, "\(name(element)) has no attribute \(vocabulary.names[attribute])")
        }
    }

    private mutating func noteUnknown(_ attribute: Element.Attribute, of element: Element) {
        let spelling = Quote.name(attribute.spelledName(in: vocabulary))
        note(
            StructureRules.attributeUnknown, element,
            "\(name(element)) has an attribute \(spelling), which IATI \(schema.version) does not have there")
    }

    private mutating func noteValue(_ element: Element, _ attribute: Element.Attribute, _ type: SimpleType) {
        let spelling = Quote.name(attribute.spelledName(in: vocabulary))
        note(
            StructureRules.valueMalformed, element,
            "\(spelling) of \(name(element)) is \(Quote.quoted(attribute.value)), not \(type.example)")
    }

    private mutating func note(_ rule: ProblemRule, _ element: Element, _ finding: String) {
        problems.append(Problem(rule.severity, rule: rule.rule, line: element.line, message: "\(finding): \(rule.remedy)."))
    }

    private func name(_ element: Element) -> String { "<\(Quote.name(element.spelledName(in: vocabulary)))>" }
}

// MARK: - Children

extension StructureJudge {
    private mutating func judgeChildren(_ element: Element, _ form: Int, _ rule: Form) {
        var order = ChildOrder(rule)
        for child in element.children {
            if child.space == .none, let place = forms.place(of: child.name, in: form) {
                order.take(place)
                judge(child, as: rule.particles[place].type)
            } else if child.space == .other, rule.foreign >= 0 {
                order.take(rule.foreign)
                judgeFreely(child)
            } else {
                noteUnknown(child, in: element)
            }
        }
        if !order.isRight() { explain(element, form, rule) }
    }

    private mutating func noteUnknown(_ child: Element, in element: Element) {
        note(
            StructureRules.elementUnknown, child, "IATI \(schema.version) has no \(name(child)) in \(name(element))")
    }

    /// Counts the children once more, to say which of them is missing, repeated or out of order.
    private mutating func explain(_ element: Element, _ form: Int, _ rule: Form) {
        let children = placed(element, form, rule)
        let totals = children.reduce(into: [Int](repeating: 0, count: rule.particles.count)) { $0[$1.place] += 1 }
        if rule.isOrdered {
            for child in repeated(children, rule) {
                note(
                    StructureRules.elementRepeated, child,
                    "\(name(element)) has \(name(child)) more often than IATI \(schema.version) allows")
            }
            if let (child, words) = misplaced(children, rule, totals) {
                note(
                    StructureRules.elementMisplaced, child,
                    "\(name(child)) comes \(words.when) in \(name(element)), its place is \(words.place)")
            }
        }
        noteMissing(element, rule, totals)
    }

    /// The children that have a place in the form, each with it.
    private func placed(_ element: Element, _ form: Int, _ rule: Form) -> [(element: Element, place: Int)] {
        element.children.compactMap { child in
            let place = child.space == .none ? forms.place(of: child.name, in: form) : rule.foreign
            return place.flatMap { $0 >= 0 ? (child, $0) : nil }
        }
    }

    /// Of each place the first child too many.
    private func repeated(_ children: [(element: Element, place: Int)], _ rule: Form) -> [Element] {
        var counts = [Int](repeating: 0, count: rule.particles.count)
        return children.compactMap { child, place in
            counts[place] += 1
            return counts[place] - 1 == rule.particles[place].most ? child : nil
        }
    }

    /// The first child that comes before what has to stand before it, or after what has to stand after it.
    private func misplaced(
        _ children: [(element: Element, place: Int)], _ rule: Form, _ totals: [Int]
    ) -> (Element, (when: String, place: String))? {
        var counts = [Int](repeating: 0, count: rule.particles.count)
        var reached = 0
        for (child, place) in children {
            counts[place] += 1
            if counts[place] > rule.particles[place].fewest, rule.mayReturn(from: reached, to: place) { reached = place }
            if place < reached { return (child, ("too late", "before \(label(rule.particles[reached]))")) }
            let isAwaited = { (other: Int) in counts[other] < rule.particles[other].fewest && totals[other] > counts[other] }
            if let awaited = (reached..<place).last(where: isAwaited) {
                return (child, ("too early", "after \(label(rule.particles[awaited]))"))
            }
            reached = place
        }
        return nil
    }

    private mutating func noteMissing(_ element: Element, _ rule: Form, _ counts: [Int]) {
        if !rule.isOrdered { return note(StructureRules.elementMissing, element, "\(name(element)) is empty") }
        for (particle, count) in zip(rule.particles, counts) where count < particle.fewest {
            note(StructureRules.elementMissing, element, "\(name(element)) has no \(label(particle))")
        }
    }

    private func label(_ particle: Form.Particle) -> String {
        particle.name < 0 ? "elements of other namespaces" : "<\(vocabulary.names[particle.name])>"
    }
}

/// Whether children come in the order, and as often, as a form asks.
struct ChildOrder {
    private let form: Form
    private var place = 0
    private var count = 0
    private var isBroken = false

    init(_ form: Form) { self.form = form }

    @inline(__always)
    mutating func take(_ next: Int) {
        if !form.isOrdered {
            count += 1
            return
        }
        if next != place { advance(to: next) }
        count += 1
        if count > form.particles[next].most { isBroken = true }
    }

    /// To be asked after the last child.
    mutating func isRight() -> Bool {
        if !form.isOrdered { return count >= form.fewest }
        if !form.particles.isEmpty { advance(to: form.particles.count) }
        return !isBroken
    }

    private mutating func advance(to next: Int) {
        if next < place {
            if form.mayReturn(from: place, to: next) {
                (place, count) = (next, form.particles[next].fewest)
            } else {
                isBroken = true
            }
            return
        }
        while place < next {
            if count < form.particles[place].fewest { isBroken = true }
            place += 1
            count = 0
        }
    }
}
