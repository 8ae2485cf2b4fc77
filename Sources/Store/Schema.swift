import SQL

/// The numbered migrations. A file of SQLite's keeps their number as its `user_version`, a database on a server in a table.
enum Schema {
    static var version: Int { migrations.count }

    /// Brings `database` up to date; throws when it is somebody else's or newer than this program.
    static func migrate(_ database: Database, path: String) throws {
        let mark = SchemaMark(database)
        if try mark.version() == version { return }
        // Looked at again inside the transaction: another process may be at it too.
        try database.transaction {
            try mark.lock()
            let current = try mark.version() ?? 0
            guard current <= version else { throw StoreError.newer(found: current, known: version) }
            guard try current > 0 || mark.isUntouched() else { throw StoreError.notAStore(path) }
            for migration in migrations[current...] { try database.execute(SchemaText.translated(migration, database.dialect)) }
            if current == 0 { try database.execute(SchemaText.own(database.dialect)) }
            try mark.set(version)
        }
    }

    /// Throws unless `database` is a store of exactly this version or older.
    static func check(_ database: Database, path: String) throws {
        guard let current = try SchemaMark(database).version() else { throw StoreError.notAStore(path) }
        guard current <= version else { throw StoreError.newer(found: current, known: version) }
    }

    private static let migrations = [
        """
        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

        -- Handling marks and what a reader must and must not see for a copy of a record to count (rule 16).
        CREATE TABLE handling (id INTEGER PRIMARY KEY, mark TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE audience (id INTEGER PRIMARY KEY, required TEXT NOT NULL, excluded TEXT NOT NULL,
            UNIQUE (required, excluded)) STRICT;

        CREATE TABLE term (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, text TEXT NOT NULL) STRICT;

        -- What is read again and again: addresses on the network without their secrets, files, folders. every: days; handling and licence
        -- are null where its files keep theirs; local: 1 where it may lie in one's own network.
        CREATE TABLE source (
            id INTEGER PRIMARY KEY, location TEXT NOT NULL UNIQUE, every INTEGER NOT NULL, handling INTEGER REFERENCES handling, licence TEXT,
            local INTEGER NOT NULL, added TEXT NOT NULL, tried TEXT NOT NULL, succeeded TEXT NOT NULL, failure TEXT NOT NULL) STRICT;
        -- By what a server knows again the version of a file whose copy lies beside the store.
        CREATE TABLE copy (address TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL) STRICT, WITHOUT ROWID;

        -- One row a file, whether it could be read or not. path: the address of one on the network; mapping: hashtags for the headers of a sheet without any;
        -- turn: rises with each sheet that is written, so that the one written last is known.
        CREATE TABLE document (
            id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, format TEXT NOT NULL, version TEXT NOT NULL,
            publisher TEXT NOT NULL, generated TEXT NOT NULL, published TEXT NOT NULL,
            bytes INTEGER NOT NULL, hash BLOB NOT NULL, root TEXT NOT NULL, basis TEXT NOT NULL DEFAULT '',
            mapping TEXT NOT NULL DEFAULT '', turn INTEGER NOT NULL DEFAULT 0,
            handling INTEGER NOT NULL REFERENCES handling, licence TEXT NOT NULL,
            first_read TEXT NOT NULL, last_read TEXT NOT NULL, state TEXT NOT NULL, failure TEXT NOT NULL,
            records INTEGER NOT NULL, transactions INTEGER NOT NULL, source INTEGER REFERENCES source ON DELETE SET NULL) STRICT;
        CREATE INDEX document_source ON document (source);

        -- Original elements of up to 128 KB of XML, and the facts made of them: these first, for they are read far more often.
        CREATE TABLE block (
            id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
            first_activity INTEGER NOT NULL, facts BLOB NOT NULL, original_bytes INTEGER NOT NULL, originals BLOB NOT NULL) STRICT;
        CREATE INDEX block_document ON block (document);
        CREATE INDEX block_first_activity ON block (first_activity);

        -- One row a copy of a record. state: 0 as last read, 1 replaced by a later version in its file, 2 withdrawn,
        -- 3 kept apart (no identifier), 4 an organisation file's record, 5 lost (not well-formed). audience is null when it never counts.
        CREATE TABLE activity (
            id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
            block INTEGER NOT NULL REFERENCES block, "offset" INTEGER NOT NULL, length INTEGER NOT NULL,
            ordinal INTEGER NOT NULL, line INTEGER NOT NULL, hash BLOB NOT NULL,
            identifier TEXT NOT NULL, reporter INTEGER NOT NULL, secondary INTEGER NOT NULL, last_updated TEXT NOT NULL,
            title TEXT NOT NULL, title_ja TEXT NOT NULL, start TEXT NOT NULL, "end" TEXT NOT NULL, end_planned INTEGER NOT NULL,
            status TEXT NOT NULL, hierarchy INTEGER NOT NULL, sector INTEGER NOT NULL, humanitarian INTEGER NOT NULL, has_results INTEGER NOT NULL,
            transactions INTEGER NOT NULL, first_fact INTEGER NOT NULL, facts INTEGER NOT NULL,
            state INTEGER NOT NULL, audience INTEGER REFERENCES audience, withdrawn TEXT) STRICT;
        CREATE INDEX activity_document ON activity (document, state, audience);

        -- Countries, sectors, places and organisations, and the activities whose records name them: a JSON array of numbers in order.
        CREATE TABLE mention (
            term INTEGER NOT NULL, first_activity INTEGER NOT NULL, activities TEXT NOT NULL, PRIMARY KEY (term, first_activity)
        ) STRICT, WITHOUT ROWID;
        -- Where an activity works, with what a picture of that country shows of it: a country's rows lie together. spend is in U.S.
        -- dollars, for order only; reached is the most people that one indicator says it reached, 0 for none; named holds the terms that
        -- the record mentions.
        CREATE TABLE standing (
            country INTEGER NOT NULL, activity INTEGER NOT NULL, audience INTEGER, spend REAL NOT NULL, document INTEGER NOT NULL,
            reporter INTEGER NOT NULL, sector INTEGER NOT NULL, start TEXT NOT NULL, "end" TEXT NOT NULL, status TEXT NOT NULL,
            humanitarian INTEGER NOT NULL, reached INTEGER NOT NULL, named BLOB NOT NULL,
            PRIMARY KEY (country, activity)) STRICT, WITHOUT ROWID;
        CREATE INDEX standing_activity ON standing (activity);
        -- Locations of activities as the map of a country needs them: the point of one whose place was found there; the name of one whose
        -- place was not found. A country's rows lie together.
        CREATE TABLE spot (
            country INTEGER NOT NULL, activity INTEGER NOT NULL, ordinal INTEGER NOT NULL, latitude REAL, longitude REAL, name TEXT NOT NULL,
            PRIMARY KEY (country, activity, ordinal)) STRICT, WITHOUT ROWID;
        -- The indicator by which an activity reached the most people.
        CREATE TABLE reached (activity INTEGER PRIMARY KEY, indicator TEXT NOT NULL, period TEXT NOT NULL) STRICT;

        -- References between activities: parent, child, provider, receiver, participant, related. "to" is a folded identifier.
        CREATE TABLE link (activity INTEGER NOT NULL, kind TEXT NOT NULL, "to" TEXT NOT NULL, amount TEXT NOT NULL) STRICT;
        CREATE INDEX link_activity ON link (activity);

        CREATE TABLE problem (
            id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
            activity INTEGER, audience INTEGER REFERENCES audience, severity TEXT NOT NULL, rule TEXT NOT NULL, line INTEGER NOT NULL, identifier TEXT NOT NULL,
            message TEXT NOT NULL) STRICT;
        CREATE INDEX problem_document ON problem (document, audience);
        CREATE INDEX problem_activity ON problem (activity);
        -- How many problems a file has, kept on write: for everybody (audience 0) and for those who see an audience.
        CREATE TABLE problem_count (
            document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, audience INTEGER NOT NULL, problems INTEGER NOT NULL,
            PRIMARY KEY (document, audience)) STRICT, WITHOUT ROWID;

        -- Who an organisation term is taken for; made anew when the register changes.
        CREATE TABLE resolution (term INTEGER PRIMARY KEY, organisation TEXT NOT NULL, party TEXT NOT NULL, basis TEXT NOT NULL) STRICT;

        -- Sums of facts by every dimension but the activity, for each flow; segments add up. kind: 0 facts, 1 adjustments.
        -- level: 0 by every dimension, 1 the same sums by the dimensions most asked for. A segment holds the countries from
        -- first_country to last_country, by their terms.
        CREATE TABLE rollup (
            id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, level INTEGER NOT NULL, flow INTEGER NOT NULL, rows INTEGER NOT NULL,
            first_country INTEGER NOT NULL, last_country INTEGER NOT NULL) STRICT;
        CREATE TABLE rollup_column (
            rollup INTEGER NOT NULL REFERENCES rollup ON DELETE CASCADE, "column" INTEGER NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (rollup, "column")) STRICT;

        -- What links and parent-child trees take from or move between records under funder and net, with the reason.
        CREATE TABLE adjustment (
            activity INTEGER NOT NULL, audience INTEGER NOT NULL, rules INTEGER NOT NULL, reason TEXT NOT NULL,
            other TEXT NOT NULL, facts BLOB NOT NULL) STRICT;
        CREATE INDEX adjustment_activity ON adjustment (activity, rules, audience);

        CREATE TABLE rate (
            currency TEXT NOT NULL, month INTEGER NOT NULL, annual INTEGER NOT NULL, per_usd TEXT NOT NULL, source TEXT NOT NULL,
            PRIMARY KEY (currency, annual, month)) STRICT, WITHOUT ROWID;
        CREATE TABLE deflator (
            country TEXT NOT NULL, year INTEGER NOT NULL, value TEXT NOT NULL, source TEXT NOT NULL,
            PRIMARY KEY (country, year)) STRICT, WITHOUT ROWID;
        CREATE TABLE milestone (
            document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, country TEXT NOT NULL, date TEXT NOT NULL,
            title_en TEXT NOT NULL, title_ja TEXT NOT NULL, source TEXT NOT NULL) STRICT;
        -- Rows of a sheet as they were read, up to 128 KB a block, each with its line; the first block of a document begins with the header.
        CREATE TABLE row_block (
            id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, first_line INTEGER NOT NULL,
            size INTEGER NOT NULL, rows BLOB NOT NULL) STRICT;
        CREATE INDEX row_block_document ON row_block (document, first_line);

        -- Events of a conflict dataset. audience is null for a copy that never counts; days are yyyymmdd; the countries (as borders
        -- were, and are now), place, kind and the sides are terms. Rows of monthly counts stand for any number of events. key: the
        -- fingerprint of the identifier, null where there is none. Of document and audience, which are never deleted, SQLite keeps no watch here
        -- and in the sums: it would look both up for every row.
        CREATE TABLE event (
            id INTEGER PRIMARY KEY, document INTEGER NOT NULL, line INTEGER NOT NULL, audience INTEGER, dataset INTEGER NOT NULL,
            identifier TEXT NOT NULL, key INTEGER, updated TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, month INTEGER NOT NULL, date_precision INTEGER NOT NULL,
            country INTEGER NOT NULL, country_now INTEGER NOT NULL, place INTEGER NOT NULL, district TEXT NOT NULL, locality TEXT NOT NULL,
            latitude REAL, longitude REAL, place_precision INTEGER NOT NULL, kind INTEGER NOT NULL, sides INTEGER NOT NULL,
            events INTEGER NOT NULL, low INTEGER NOT NULL, best INTEGER NOT NULL, high INTEGER NOT NULL) STRICT;
        CREATE INDEX event_document ON event (document, country);
        -- Events by the fingerprint of their identifier; a table, for an index could not be written in runs of sorted keys.
        CREATE TABLE event_key (key INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (key, event)) STRICT, WITHOUT ROWID;
        -- The same by month and place. month: year * 100 + month, the month 0 where only the year is known.
        CREATE TABLE event_month (
            document INTEGER NOT NULL, audience INTEGER NOT NULL, dataset INTEGER NOT NULL,
            country INTEGER NOT NULL, country_now INTEGER NOT NULL, place INTEGER NOT NULL, month INTEGER NOT NULL, kind INTEGER NOT NULL,
            events INTEGER NOT NULL, low INTEGER NOT NULL, best INTEGER NOT NULL, high INTEGER NOT NULL,
            PRIMARY KEY (country, dataset, month, place, kind, country_now, audience, document)) STRICT, WITHOUT ROWID;
        CREATE INDEX event_month_document ON event_month (document);
        -- The same without places and kinds, for what is asked most.
        CREATE TABLE event_country_month (
            document INTEGER NOT NULL, audience INTEGER NOT NULL, dataset INTEGER NOT NULL,
            country INTEGER NOT NULL, country_now INTEGER NOT NULL, month INTEGER NOT NULL,
            events INTEGER NOT NULL, low INTEGER NOT NULL, best INTEGER NOT NULL, high INTEGER NOT NULL,
            PRIMARY KEY (country, dataset, month, country_now, audience, document)) STRICT, WITHOUT ROWID;
        CREATE INDEX event_country_month_document ON event_country_month (document);
        -- Who a 3W sheet says is where: a row for each organisation and cluster of a line. Organisation, cluster, country and place are
        -- terms; days are yyyymmdd, 0 where none is known.
        CREATE TABLE presence (
            document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, line INTEGER NOT NULL, organisation INTEGER NOT NULL,
            role INTEGER NOT NULL, cluster INTEGER NOT NULL, country INTEGER NOT NULL, place INTEGER NOT NULL,
            first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT;
        CREATE INDEX presence_document ON presence (document, line);
        -- How many people, or households, a sheet counts in a place. lowest: the lowest place that it names; breakdown is empty for a total.
        CREATE TABLE people (
            document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, line INTEGER NOT NULL, measure INTEGER NOT NULL,
            "group" INTEGER NOT NULL, households INTEGER NOT NULL, breakdown TEXT NOT NULL, count INTEGER NOT NULL,
            organisation INTEGER NOT NULL, cluster INTEGER NOT NULL, country INTEGER NOT NULL, place INTEGER NOT NULL, lowest TEXT NOT NULL,
            first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT;
        CREATE INDEX people_document ON people (document, line);
        -- What donors gave recipients in a year by sources beside the activities; which, the document's format tells. Donor, agency, country
        -- and currency are terms; measure: as in the records; development: 0 for what is no official development assistance; micros: millionths.
        CREATE TABLE reported_aid (
            document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, line INTEGER NOT NULL, year INTEGER NOT NULL,
            donor INTEGER NOT NULL, agency INTEGER NOT NULL, country INTEGER NOT NULL, measure INTEGER NOT NULL,
            development INTEGER NOT NULL, currency INTEGER NOT NULL, micros TEXT NOT NULL) STRICT;
        CREATE INDEX reported_aid_document ON reported_aid (document);
        -- Flows of funds as the Financial Tracking Service lists them, in millionths of a dollar. Organisations and country are terms; first and
        -- last are the years of use, 0 where none is known; status as in the records.
        CREATE TABLE funding (
            document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, line INTEGER NOT NULL, identifier TEXT NOT NULL,
            funder INTEGER NOT NULL, recipient INTEGER NOT NULL, country INTEGER NOT NULL, cluster TEXT NOT NULL, plan TEXT NOT NULL,
            first INTEGER NOT NULL, last INTEGER NOT NULL, status INTEGER NOT NULL, boundary TEXT NOT NULL, micros INTEGER NOT NULL) STRICT;
        CREATE INDEX funding_document ON funding (document);
        -- Indicators of the context of a country, and priorities of its government, as their sheets say them. value: millionths; theme and
        -- place are codes, the place empty for the whole country.
        CREATE TABLE indicator (
            document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, line INTEGER NOT NULL, country TEXT NOT NULL, name TEXT NOT NULL,
            name_ja TEXT NOT NULL, date TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL, source TEXT NOT NULL) STRICT;
        CREATE INDEX indicator_document ON indicator (document);
        CREATE TABLE priority (
            document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, line INTEGER NOT NULL, country TEXT NOT NULL,
            theme TEXT NOT NULL, place TEXT NOT NULL, priority TEXT NOT NULL, target TEXT NOT NULL, target_ja TEXT NOT NULL,
            date TEXT NOT NULL, source TEXT NOT NULL, budget_code TEXT NOT NULL, budget TEXT NOT NULL, amount TEXT NOT NULL,
            currency TEXT NOT NULL) STRICT;
        CREATE INDEX priority_document ON priority (document);
        -- What partners wrote into a workbook. kind, budget, status: as in the records; party, organisation, country, place and theme are codes,
        -- empty where none is given; quantity and amount: millionths, empty where none is given; first and last: a day, a month or a year.
        CREATE TABLE contribution (
            document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, line INTEGER NOT NULL, reference TEXT NOT NULL,
            kind TEXT NOT NULL, party TEXT NOT NULL, organisation TEXT NOT NULL, title TEXT NOT NULL, recipient TEXT NOT NULL,
            country TEXT NOT NULL, place TEXT NOT NULL, theme TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, quantity TEXT NOT NULL,
            unit TEXT NOT NULL, amount TEXT NOT NULL, currency TEXT NOT NULL, budget TEXT NOT NULL, budget_code TEXT NOT NULL,
            status TEXT NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL) STRICT;
        CREATE INDEX contribution_document ON contribution (document, line);
        -- Places of imported lists, and areas of imported maps. admin1: the code that the place is or lies in; level 0 is a country.
        CREATE TABLE place (
            document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, country TEXT NOT NULL, level INTEGER NOT NULL, code TEXT NOT NULL,
            name TEXT NOT NULL, names TEXT NOT NULL, codes TEXT NOT NULL, admin1 TEXT NOT NULL) STRICT;
        CREATE INDEX place_document ON place (document);
        CREATE TABLE area (
            document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, country TEXT NOT NULL, level INTEGER NOT NULL, code TEXT NOT NULL,
            shape BLOB NOT NULL) STRICT;
        CREATE INDEX area_document ON area (document);
        -- Codes of imported code lists.
        CREATE TABLE code (
            document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, list TEXT NOT NULL, complete INTEGER NOT NULL,
            code TEXT NOT NULL, name TEXT NOT NULL, category TEXT NOT NULL, withdrawn INTEGER NOT NULL) STRICT;
        CREATE INDEX code_document ON code (document);
        -- Organisations a user added to the register, one line of the register's own layout each.
        CREATE TABLE register_line (code TEXT PRIMARY KEY, line TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """
    ]
}
