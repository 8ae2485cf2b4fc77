import XML

/// A place in a record, or around it, that a path leads to. Valid as long as the record's tree is.
enum XNode {
    case document
    case root
    case element(Element)
    case attribute(Element, Element.Attribute)
    case rootAttribute(Int)
    case text(Element)
}

/// The record that is looked at, inside its root.
struct XScope {
    let record: Element
    let around: Surroundings

    init(_ record: Element, in root: RootElement, _ around: Surroundings) {
        self.record = record
        self.around = around
        around.load(record, in: root)
    }

    var root: RootElement { around.root }
    var names: [String] { around.names }
}

/// What a scope carries along, once for a thread; the record's children by name, for that is where most paths begin.
final class Surroundings {
    let names: [String]
    /// What `$1` stands for.
    var variable = ""
    private(set) var root = RootElement(name: "", attributes: [])
    /// By name, one more than the place of the first child of that name; zero for none.
    private var heads: [Int32]
    private var children: [(element: Element, name: Int, next: Int32)] = []
    private var tails: [Int32]

    init(_ names: [String]) {
        self.names = names
        heads = Array(repeating: 0, count: names.count)
        tails = heads
    }

    fileprivate func load(_ record: Element, in root: RootElement) {
        self.root = root
        for child in children { heads[child.name] = 0 }
        children.removeAll(keepingCapacity: true)
        for child in record.children { add(child, child.name) }
    }

    private func add(_ child: Element, _ name: Int) {
        guard name >= 0 else { return }
        children.append((child, name, 0))
        let place = Int32(truncatingIfNeeded: children.count)
        if heads[name] == 0 { heads[name] = place } else { children[Int(tails[name]) - 1].next = place }
        tails[name] = place
    }

    /// False when the closure stopped it.
    func visit(_ name: Int, _ body: (Element) -> Bool) -> Bool {
        var place = heads[name]
        while place > 0 {
            let child = children[Int(place) - 1]
            guard body(child.element) else { return false }
            place = child.next
        }
        return true
    }
}

extension XScope {
    /// Line of a node in the file.
    func line(of node: XNode) -> Int {
        switch node {
        case .document, .root, .rootAttribute: root.line
        case .element(let element), .attribute(let element, _), .text(let element): element.line
        }
    }

    /// The node's text, lent for the call only.
    func withText<Result>(of node: XNode, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        switch node {
        case .attribute(_, let attribute): return body(attribute.value)
        case .text(let element): return element.withTextBytes(body)
        case .element(let element) where !element.hasChildren: return element.withTextBytes(body)
        default:
            var whole = text(of: node)
            return whole.withUTF8(body)
        }
    }

    /// Of an element with children their texts follow its own.
    func text(of node: XNode) -> String {
        switch node {
        case .document, .root: record.text + record.descendants.map(\.text).joined()
        case .rootAttribute(let place): root.attributes[place].value
        case .element(let element): element.hasChildren ? element.text + element.descendants.map(\.text).joined() : element.text
        case .attribute(_, let attribute): String(decoding: attribute.value, as: UTF8.self)
        case .text(let element): element.text
        }
    }

    /// What a reader would call the node: `transaction/value/@currency`, from the record on.
    func label(of node: XNode) -> String {
        switch node {
        case .document: return "/"
        case .root: return root.name
        case .rootAttribute(let place): return root.name + "/@" + root.attributes[place].name
        case .element(let element), .text(let element): return path(of: element)
        case .attribute(let element, let attribute):
            let name = "@" + attribute.spelledName(in: Vocabulary(names))
            return element.parent == nil ? name : path(of: element) + "/" + name
        }
    }

    private func path(of element: Element) -> String {
        var parts: [String] = []
        var place: Element? = element
        while let here = place, here.parent != nil {
            parts.append(here.spelledName(in: Vocabulary(names)))
            place = here.parent
        }
        return parts.isEmpty ? element.spelledName(in: Vocabulary(names)) : parts.reversed().joined(separator: "/")
    }
}
