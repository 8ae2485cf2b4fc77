import Records

/// The structure of activity or organisation files in one version of the standard, ready to be walked.
struct Schema: Sendable {
    enum Content: Sendable, Equatable {
        case empty, elements, mixed
        /// Anything, judged where it is known.
        case any
        case text(SimpleType)
    }

    struct Particle: Sendable {
        /// -1 for any element of another namespace.
        let name: Int
        let type: Int
        let fewest: Int
        /// `.max` without limit.
        let most: Int
    }

    final class Form: Sendable {
        let content: Content
        /// Whether attributes of other namespaces are allowed.
        let isOpen: Bool
        /// Whether the children come in the particles' order; else in any order, `fewest` at least.
        let isOrdered: Bool
        let fewest: Int
        let particles: [Particle]
        /// The place of the particle for elements of other namespaces, -1 for none.
        let foreign: Int
        let required: [Int]

        init(content: Content, isOpen: Bool, isOrdered: Bool, fewest: Int, particles: [Particle], required: [Int]) {
            self.content = content
            self.isOpen = isOpen
            self.isOrdered = isOrdered
            self.fewest = fewest
            self.particles = particles
            self.required = required
            foreign = particles.firstIndex { $0.name < 0 } ?? -1
        }

        /// Behind elements of other namespaces libxml2 takes the element before them again, if it may repeat at all.
        func mayReturn(from place: Int, to next: Int) -> Bool {
            isOrdered && place == foreign && next == foreign - 1 && particles[next].most == .max
        }
    }

    let version: String
    let forms: [Form]
    private let width: Int
    /// Place of the particle plus one, by form and name; zero where the name is not allowed.
    private let places: [UInt8]
    /// Simple type plus one, by form and name; zero where the attribute is not allowed.
    private let types: [UInt8]
    private let elements: [Int: Int]
    private let attributes: [Int: SimpleType]

    static let simpleTypes = SimpleType.allCases

    /// Names beyond `width` are unknown to it.
    init(version: String, forms: [Form], attributes: [[Int: SimpleType]], elements: [Int: Int], shared: [Int: SimpleType], width: Int) {
        self.version = version
        self.forms = forms
        self.width = width
        self.elements = elements
        self.attributes = shared
        var places = [UInt8](repeating: 0, count: forms.count * width)
        var types = places
        for (number, form) in forms.enumerated() {
            for (place, particle) in form.particles.enumerated() where particle.name >= 0 {
                places[number * width + particle.name] = UInt8(place + 1)
            }
            for (name, type) in attributes[number] { types[number * width + name] = UInt8(Self.simpleTypes.firstIndex(of: type)! + 1) }
        }
        self.places = places
        self.types = types
    }

    /// Which particle of a form an element's name belongs to; nil for none.
    @inline(__always)
    func place(of name: Int, in form: Int) -> Int? {
        guard name >= 0, name < width else { return nil }
        let place = places[form * width + name]
        return place == 0 ? nil : Int(place) - 1
    }

    @inline(__always)
    func type(of attribute: Int, in form: Int) -> SimpleType? {
        guard attribute >= 0, attribute < width else { return nil }
        let type = types[form * width + attribute]
        return type == 0 ? nil : Self.simpleTypes[Int(type) - 1]
    }

    /// The form of an element that the schema declares at its top.
    func form(ofElement name: Int) -> Int? { elements[name] }

    /// The type of an attribute that the schema, or XML itself, declares at its top.
    func type(ofAttribute name: Int) -> SimpleType? { attributes[name] }
}
