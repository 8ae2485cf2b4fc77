import XML

/// A place in a record, or around it, that a path leads to. Valid as long as the record's tree is.
enum XNode: BitwiseCopyable {
    case document
    case root
    case element(Element)
    case attribute(Element, Element.Attribute)
    case rootAttribute(Int)
    case text(Element)
}

/// The record that is looked at, inside its root. Valid as long as the record's tree and the surroundings are held: closures take it
/// along without counting references.
struct XScope: BitwiseCopyable {
    let record: Element
    let children: ChildrenByName
    private let surroundings: Unmanaged<Surroundings>
    /// The name of the root, -1 for one that no expression mentions.
    let rootName: Int

    init(_ record: Element, in root: RootElement, _ around: Surroundings) {
        around.load(record, in: root)
        self.record = record
        surroundings = .passUnretained(around)
        children = around.children
        rootName = around.rootName
    }

    /// Apart, so that what does not ask for it counts no references.
    var around: Surroundings {
        @inline(never) get { surroundings.takeUnretainedValue() }
    }

    var root: RootElement { around.root }
    var names: [String] { around.names }
}

/// What a scope carries along, once for a thread.
final class Surroundings {
    let names: [String]
    /// What `$1` stands for.
    var variable = ""
    private(set) var root = RootElement(name: "", attributes: [])
    fileprivate private(set) var rootName = -1
    fileprivate private(set) var children: ChildrenByName

    init(_ names: [String]) {
        self.names = names
        children = ChildrenByName(names: names.count)
    }

    deinit { children.free() }

    fileprivate func load(_ record: Element, in root: RootElement) {
        if root.name != self.root.name { rootName = names.firstIndex(of: root.name) ?? -1 }
        self.root = root
        children.load(record)
    }
}

/// A record's children by name, for that is where most paths begin.
struct ChildrenByName: BitwiseCopyable {
    private struct Row: BitwiseCopyable {
        let element: Element
        let name: Int
        var next: Int32 = -1
    }

    /// By name, the places of the first child of that name and of the last; -1 for none.
    private let ends: UnsafeMutablePointer<(first: Int32, last: Int32)>
    private var rows: UnsafeMutablePointer<Row>
    private var capacity = 256
    private var count = 0

    init(names: Int) {
        ends = .allocate(capacity: max(names, 1))
        ends.initialize(repeating: (-1, -1), count: names)
        rows = .allocate(capacity: capacity)
    }

    func free() {
        ends.deallocate()
        rows.deallocate()
    }

    mutating func load(_ record: Element) {
        for place in 0..<count { ends[rows[place].name] = (-1, -1) }
        count = 0
        for child in record.children where child.name >= 0 { add(child) }
    }

    private mutating func add(_ child: Element) {
        if count == capacity { grow() }
        let place = Int32(truncatingIfNeeded: count)
        let name = child.name
        (rows + count).initialize(to: Row(element: child, name: name))
        count += 1
        let last = ends[name].last
        if last < 0 { ends[name].first = place } else { rows[Int(last)].next = place }
        ends[name].last = place
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Row>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: rows, count: count)
        rows.deallocate()
        rows = larger
        capacity *= 2
    }

    /// False when the closure stopped it.
    @inline(__always)
    func visit(_ name: Int, _ body: (Element) -> Bool) -> Bool {
        var place = ends[name].first
        while place >= 0 {
            let row = rows[Int(place)]
            guard body(row.element) else { return false }
            place = row.next
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
