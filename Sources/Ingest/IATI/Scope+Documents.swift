import Records
import XML

extension Scope {
    mutating func document(_ element: Element) -> DocumentLink {
        var document = DocumentLink()
        document.url = element.value(.url)
        document.format = element.value(.format)
        for child in element.children {
            switch child.kind {
            case .title: document.titles += names(child)
            case .description: document.descriptions += paragraphs(child)
            case .category: document.categories.append(child.value(.code))
            case .language: document.languages.append(child.value(.code))
            case .documentDate: document.day = day(child)
            default: break
            }
        }
        return document
    }

    func conditions(_ element: Element) -> [Condition] {
        element.children.filter { $0.kind == .condition }.map { child in
            var condition = Condition()
            condition.type = child.value(.type)
            condition.texts = paragraphs(child)
            return condition
        }
    }

    /// Personal data: nothing of it goes into a problem.
    func contact(_ element: Element) -> Contact {
        var contact = Contact()
        contact.type = element.value(.type)
        for child in element.children {
            switch child.kind {
            case .organisation: keep(name(child), in: &contact.organisation)
            case .department: keep(name(child), in: &contact.department)
            case .personName: keep(name(child), in: &contact.person)
            case .jobTitle: keep(name(child), in: &contact.jobTitle)
            case .telephone: keep(name(child), in: &contact.telephone)
            case .email: keep(name(child), in: &contact.email)
            case .website: keep(name(child), in: &contact.website)
            case .mailingAddress: keep(name(child), in: &contact.address)
            default: break
            }
        }
        return contact
    }
}
