import CommandLine
import Publish
import Records
import Store

/// `concord template`: the workbook that partners fill in. No store is needed.
struct TemplateCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let output = session.arguments.string("output") ?? ""
        guard output.lowercased().hasSuffix(".xlsx") else { throw UsageError("\(output) is no workbook: end it in .xlsx") }
        try WholeFile.checkFolder(of: output)
        let reference = try session.shipped()
        let language: WorkbookWords.Language = session.arguments.choice("lang") ?? .english
        var template = WorkbookTemplate(reference.workbook, language: language)
        template.countries = try countries(reference)
        template.places = template.countries.flatMap { places(of: $0.code, reference) }
        template.providers = try providers(reference)
        try WholeFile.write(to: output) { try template.write(to: $0) }
        session.talk("\(output) written")
        return .done
    }

    private func countries(_ reference: Reference) throws -> [WorkbookWords.Entry] {
        try CountryArguments(session.arguments, reference).codes().compactMap { reference.workbook.name(.country, $0) }
    }

    private func places(of country: String, _ reference: Reference) -> [WorkbookWords.Entry] {
        reference.places.all(in: [country]).map { place in
            let names = [
                WorkbookWords.Language.english: reference.places.name(place.code) ?? place.code,
                .japanese: reference.places.japanese(place.code) ?? "",
            ]
            return WorkbookWords.Entry(code: place.code, names: names)
        }
    }

    /// The party and its agencies.
    private func providers(_ reference: Reference) throws -> [WorkbookWords.Entry] {
        let register = reference.register
        guard let name = session.arguments.string("party") else { return [] }
        guard let party = register.party(name.uppercased()) else {
            throw UsageError("there is no party \(name): concord parties lists them")
        }
        let agencies = register.organisations.filter { $0.party == party.code && $0.code != party.code && $0.validTo.isEmpty }
        let arabic = reference.workbook.name(.country, party.country)?.names[.arabic] ?? ""
        return [WorkbookWords.Entry(code: party.code, names: [.english: party.english, .japanese: party.japanese, .arabic: arabic])]
            + agencies.map { WorkbookWords.Entry(code: $0.code, names: [.english: $0.english, .japanese: $0.japanese]) }
    }
}

/// The country codes that `--country` names, each once.
struct CountryArguments {
    private let arguments: Arguments
    private let reference: Reference

    init(_ arguments: Arguments, _ reference: Reference) { (self.arguments, self.reference) = (arguments, reference) }

    func codes() throws -> [String] {
        var found: [String] = []
        for name in arguments.strings("country") {
            let code = name.uppercased()
            guard reference.codes.name("Country", code) != nil else {
                let meant = QueryArguments.meant(name, reference)
                throw UsageError("\(name) is no country code: \(meant ?? "use ISO 3166-1 codes of two letters, as in SD,SS")")
            }
            if !found.contains(code) { found.append(code) }
        }
        return found
    }
}
