/// The structure of activity or organisation files in one version of the standard, ready to be walked.
struct Schema: Sendable {
    let version: String
    let forms: Forms
    private let elements: [Int: Int]
    private let attributes: [Int: SimpleType]

    /// - Parameters:
    ///   - elements: those at the top of the schema, each with the number of its form.
    ///   - attributes: those at the top of the schema, and those of XML itself.
    init(version: String, forms: Forms, elements: [Int: Int], attributes: [Int: SimpleType]) {
        self.version = version
        self.forms = forms
        self.elements = elements
        self.attributes = attributes
    }

    /// The form of an element that the schema declares at its top.
    func form(ofElement name: Int) -> Int? { elements[name] }

    /// The type of an attribute that the schema, or XML itself, declares at its top.
    func type(ofAttribute name: Int) -> SimpleType? { attributes[name] }
}

/// What an element of one type may hold. Valid as long as the memory that it lies in.
struct Form: BitwiseCopyable {
    enum Content: BitwiseCopyable, Equatable {
        case empty, elements, mixed
        /// Anything, judged where it is known.
        case any
        case text(SimpleType)
    }

    struct Particle: BitwiseCopyable {
        /// -1 for any element of another namespace.
        let name: Int
        let type: Int
        let fewest: Int
        /// `.max` without limit.
        let most: Int
    }

    let content: Content
    /// Whether attributes of other namespaces are allowed.
    let isOpen: Bool
    /// Whether the children come in the particles' order; else in any order, `fewest` at least.
    let isOrdered: Bool
    let fewest: Int
    let particles: UnsafeBufferPointer<Particle>
    /// The place of the particle for elements of other namespaces, -1 for none.
    let foreign: Int
    let required: UnsafeBufferPointer<Int>

    init(
        content: Content, isOpen: Bool, isOrdered: Bool, fewest: Int, particles: UnsafeBufferPointer<Particle>,
        required: UnsafeBufferPointer<Int>
    ) {
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

/// The forms of every type that the standard has had; its versions share them. Valid as long as the memory that they lie in.
struct Forms: BitwiseCopyable, @unchecked Sendable {
    private let forms: UnsafeBufferPointer<Form>
    private let width: Int
    /// Place of the particle plus one, by form and name; zero where the name is not allowed.
    private let places: UnsafeBufferPointer<UInt8>
    /// By form and name; nil where the attribute is not allowed.
    private let types: UnsafeBufferPointer<SimpleType?>

    /// - Parameters:
    ///   - attributes: by form, the type of each attribute.
    ///   - width: how many names there are; those beyond are unknown to it.
    init(_ forms: [Form], attributes: [[Int: SimpleType]], width: Int, _ memory: TableMemory) {
        var places = [UInt8](repeating: 0, count: forms.count * width)
        var types = [SimpleType?](repeating: nil, count: forms.count * width)
        for (number, form) in forms.enumerated() {
            for (place, particle) in form.particles.enumerated() where particle.name >= 0 {
                places[number * width + particle.name] = UInt8(place + 1)
            }
            for (name, type) in attributes[number] { types[number * width + name] = type }
        }
        self.width = width
        self.forms = memory.lay(forms)
        self.places = memory.lay(places)
        self.types = memory.lay(types)
    }

    subscript(_ form: Int) -> Form { forms[form] }

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
        return types[form * width + attribute]
    }
}
