import XML

/// Following paths: each node is told to a closure that says whether to go on, so that nothing is gathered that is not asked for.
extension XScope {
    typealias Visit = (XNode) -> Bool

    /// False when the closure stopped it.
    @discardableResult
    func walk(_ path: XPath.Path, from node: XNode, _ visit: Visit) -> Bool {
        let start = path.isAbsolute ? XNode.document : node
        guard let first = path.first else { return visit(start) }
        return walk(first, from: start, visit)
    }

    private func walk(_ step: UnsafePointer<XPath.Step>, from node: XNode, _ visit: Visit) -> Bool {
        let step = step.pointee
        if step.isPositional { return walkCounting(step, from: node, visit) }
        if step.predicates.isEmpty {
            guard let next = step.next else { return follow(step, from: node, visit) }
            return follow(step, from: node) { walk(next, from: $0, visit) }
        }
        return follow(step, from: node) { found in
            for predicate in step.predicates where !holds(predicate, at: found) { return true }
            return goOn(step, from: found, visit)
        }
    }

    private func goOn(_ step: XPath.Step, from node: XNode, _ visit: Visit) -> Bool {
        guard let next = step.next else { return visit(node) }
        return walk(next, from: node, visit)
    }

    private func walkCounting(_ step: XPath.Step, from node: XNode, _ visit: Visit) -> Bool {
        if step.predicates.count == 1, case .number(let wanted) = step.predicates[0] { return walk(step, to: wanted, from: node, visit) }
        return walkSelecting(step, from: node, visit)
    }

    /// To the sibling in one place only.
    private func walk(_ step: XPath.Step, to wanted: Double, from node: XNode, _ visit: Visit) -> Bool {
        var place = 0.0
        var goesOn = true
        _ = follow(step, from: node) { found in
            place += 1
            if place == wanted { goesOn = goOn(step, from: found, visit) }
            return place < wanted
        }
        return goesOn
    }

    /// Other predicates that ask for the place need all siblings first.
    private func walkSelecting(_ step: XPath.Step, from node: XNode, _ visit: Visit) -> Bool {
        var nodes: [XNode] = []
        _ = follow(step, from: node) {
            nodes.append($0)
            return true
        }
        for predicate in step.predicates {
            let size = nodes.count
            nodes = nodes.enumerated().filter { selects(predicate, at: $1, position: $0 + 1, size: size) }.map(\.element)
        }
        return nodes.allSatisfy { goOn(step, from: $0, visit) }
    }

    private func selects(_ predicate: XPath, at node: XNode, position: Int, size: Int) -> Bool {
        let value = value(predicate, at: node, position: position, size: size)
        if case .number(let number) = value { return number == Double(position) }
        return truth(value)
    }

    // MARK: Axes

    private func follow(_ step: XPath.Step, from node: XNode, _ visit: Visit) -> Bool {
        switch step.axis {
        case .child: return children(step.test, of: node, visit)
        case .attribute: return attributes(step.test, of: node, visit)
        case .oneself: return matches(node, step.test) ? visit(node) : true
        case .parent:
            guard let parent = parent(of: node), matches(parent, step.test) else { return true }
            return visit(parent)
        case .descendant: return descendants(step.test, of: node, visit)
        case .descendantOrSelf:
            if matches(node, step.test), !visit(node) { return false }
            return descendants(step.test, of: node, visit)
        }
    }

    private func children(_ test: XPath.Test, of node: XNode, _ visit: Visit) -> Bool {
        switch node {
        case .document: return matches(.root, test) ? visit(.root) : true
        case .root: return matches(.element(record), test) ? visit(.element(record)) : true
        case .element(let element):
            if test == .text || test == .node, element.hasCharacters, !visit(.text(element)) { return false }
            if test == .text { return true }
            if case .name(let name) = test, element.parent == nil { return self.children.visit(name) { visit(.element($0)) } }
            for child in element.children where matches(child, test) { guard visit(.element(child)) else { return false } }
            return true
        default: return true
        }
    }

    private func descendants(_ test: XPath.Test, of node: XNode, _ visit: Visit) -> Bool {
        switch node {
        case .document:
            return (!matches(.root, test) || visit(.root)) && descendants(test, of: .root, visit)
        case .root:
            return (!matches(.element(record), test) || visit(.element(record))) && descendants(test, of: .element(record), visit)
        case .element(let element):
            for inner in element.descendants {
                if test == .text {
                    if inner.hasCharacters, !visit(.text(inner)) { return false }
                } else if matches(inner, test), !visit(.element(inner)) {
                    return false
                }
            }
            return true
        default: return true
        }
    }

    private func attributes(_ test: XPath.Test, of node: XNode, _ visit: Visit) -> Bool {
        switch node {
        case .element(let element):
            guard case .name(let name) = test else { return allAttributes(of: element, visit) }
            guard let attribute = element.attributeNamed(name) else { return true }
            return visit(.attribute(element, attribute))
        case .root:
            for (place, attribute) in root.attributes.enumerated() where !attribute.name.hasPrefix("xmlns") {
                if case .name(let name) = test, names[name] != attribute.name { continue }
                guard visit(.rootAttribute(place)) else { return false }
            }
            return true
        default: return true
        }
    }

    private func allAttributes(of element: Element, _ visit: Visit) -> Bool {
        var goesOn = true
        element.forEachAttribute { if goesOn { goesOn = visit(.attribute(element, $0)) } }
        return goesOn
    }

    private func parent(of node: XNode) -> XNode? {
        switch node {
        case .document: nil
        case .root: .document
        case .rootAttribute: .root
        case .element(let element): element.parent.map(XNode.element) ?? .root
        case .attribute(let element, _), .text(let element): .element(element)
        }
    }

    // MARK: Tests

    private func matches(_ element: Element, _ test: XPath.Test) -> Bool {
        switch test {
        case .name(let name): element.name == name
        case .anyName, .node: true
        case .text: false
        }
    }

    private func matches(_ node: XNode, _ test: XPath.Test) -> Bool {
        switch (node, test) {
        case (.element(let element), _): matches(element, test)
        case (.root, .name(let name)): name == rootName
        case (.root, .anyName): true
        case (.text, .text), (_, .node): true
        default: false
        }
    }
}
