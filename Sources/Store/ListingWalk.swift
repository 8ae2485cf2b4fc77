import Ingest
import Transfer

/// All pages of a publisher's listing, one after another.
struct ListingWalk {
    private static let mostPages = 1000
    private static let rows = 200

    private let mostFiles: Int
    private let page: (WebAddress) throws -> CatalogueListing?

    private(set) var resources: [CatalogueListing.Resource] = []
    /// Files of kinds that are not read.
    private(set) var others = 0
    /// Why not all pages were read; nil when they were.
    private(set) var failure: String?

    /// - Parameter page: the page at an address; nil when what is there is none.
    init(most: Int = 10_000, page: @escaping (WebAddress) throws -> CatalogueListing?) { (mostFiles, self.page) = (most, page) }

    mutating func walk(from first: CatalogueListing, at address: WebAddress) {
        var (listing, seen, pages) = (first, address.parameter("start").flatMap { Int($0) } ?? 0, 1)
        take(listing)
        seen += listing.packages
        while listing.isPaged, listing.packages > 0, seen < listing.total, failure == nil {
            guard pages < Self.mostPages, resources.count < mostFiles else { break }
            guard let next = next(address, from: seen) else { return }
            listing = next
            take(listing)
            (seen, pages) = (seen + listing.packages, pages + 1)
        }
        note(seen, listing)
    }

    private mutating func next(_ address: WebAddress, from start: Int) -> CatalogueListing? {
        let rows = address.parameter("rows") ?? String(Self.rows)
        do {
            let found = try page(address.with([("start", String(start)), ("rows", rows)]))
            if found == nil { failure = "what follows dataset \(start) of the listing is no listing: try again later" }
            return found
        } catch {
            failure = "the listing could not be read beyond dataset \(start): \(error)"
            return nil
        }
    }

    private mutating func take(_ listing: CatalogueListing) {
        resources += listing.resources
        others += listing.others
    }

    private mutating func note(_ seen: Int, _ listing: CatalogueListing) {
        if resources.count > mostFiles || seen < listing.total && listing.isPaged && listing.packages > 0 {
            resources = Array(resources.prefix(mostFiles))
            failure = "the listing has more than \(mostFiles) files, and the rest is left out: ask for less of it"
        } else if seen < listing.total, !listing.isPaged {
            failure = "the listing names \(seen) of \(listing.total) datasets: give its address by package_search, which names all"
        } else if seen < listing.total {
            failure = "the listing ends after \(seen) of \(listing.total) datasets: try again later"
        } else if resources.isEmpty {
            failure = "the listing has no file of a kind that is read: look at it in a browser"
        }
    }
}
