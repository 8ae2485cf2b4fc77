import Ingest

/// The rules of the standard's structure, one family: what they ask for in each version stands in `Resources/standard`.
///
/// Source: the schemas of IATI 1.01 to 2.03, https://iatistandard.org/en/iati-standard/.
public enum StructureRules {
    public static let all = [
        elementUnknown, elementMissing, elementRepeated, elementMisplaced, attributeUnknown, attributeMissing, valueMalformed,
        textMisplaced,
    ]

    public static let elementUnknown = ProblemRule(
        .error, "element-unknown", "An element stands where the standard's version has none of that name.",
        remedy: "remove it, correct its name, or give it a namespace of your own")
    public static let elementMissing = ProblemRule(
        .error, "element-missing", "An element that the standard's version requires is not there.", remedy: "add it")
    public static let elementRepeated = ProblemRule(
        .error, "element-repeated", "An element stands there more often than the standard's version allows.", remedy: "keep one")
    public static let elementMisplaced = ProblemRule(
        .error, "element-misplaced", "An element does not stand in the order that the standard prescribes since 2.01.",
        remedy: "move it there")
    public static let attributeUnknown = ProblemRule(
        .error, "attribute-unknown", "An element has an attribute that the standard's version does not have there.",
        remedy: "remove it, correct its name, or give it a namespace of your own")
    public static let attributeMissing = ProblemRule(
        .error, "attribute-missing", "An element lacks an attribute that the standard's version requires.", remedy: "add it")
    public static let valueMalformed = ProblemRule(
        .error, "value-malformed", "A value is not of the type that the standard's version prescribes.", remedy: "write it so")
    public static let textMisplaced = ProblemRule(
        .error, "text-misplaced", "Text stands directly in an element that may hold only other elements.",
        remedy: "put it into a child element such as narrative, or remove it")
}
