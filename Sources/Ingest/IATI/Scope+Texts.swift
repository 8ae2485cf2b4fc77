import Records
import XML

/// Text stands in the element itself (1.x) or in its narratives (2.x), or in both; all languages are kept.
extension Scope {
    /// Names and titles: white space folded.
    func names(_ element: Element) -> [LocalText] { texts(element, as: \.foldedText) }

    /// Running text: its paragraphs stay.
    func paragraphs(_ element: Element) -> [LocalText] { texts(element, as: \.ownText) }

    private func texts(_ element: Element, as form: (Element) -> String) -> [LocalText] {
        guard element.hasText || element.hasChildren else { return [] }
        let language = element.language ?? language
        var found: [LocalText] = []
        append(element, language, form, to: &found)
        for child in element.children where child.kind == .narrative {
            append(child, child.language ?? language, form, to: &found)
        }
        return found
    }

    private func append(_ element: Element, _ language: String, _ form: (Element) -> String, to found: inout [LocalText]) {
        guard element.hasText else { return }
        let text = form(element)
        if !text.isEmpty { found.append(LocalText(language: language, text: text)) }
    }

    /// The first text, empty when there is none.
    func name(_ element: Element) -> String { names(element).first?.text ?? "" }
}
