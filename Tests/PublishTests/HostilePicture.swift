import Picture

extension SamplePicture {
    /// Every field that a file can fill tries to become markup.
    static func hostile() -> CountryPicture {
        let bad = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`|"
        var picture = SamplePicture.region()
        picture.countries[0].english = bad
        for index in picture.parties.indices { picture.parties[index].party.english = bad }
        for index in picture.timeline.indices { picture.timeline[index].title = bad }
        for index in picture.largest.indices { picture.largest[index].title = bad }
        for index in picture.ending.indices { picture.ending[index].source = bad }
        for index in picture.streams.indices { picture.streams[index].implementer.english = bad }
        for index in picture.heat.themes.indices { picture.heat.themes[index].english = bad }
        for index in picture.map.places.indices { picture.map.places[index].place.english = bad }
        for index in picture.map.points.indices { picture.map.points[index].title = bad }
        picture.map.boundaries += bad
        picture.map.unknownNames = [(bad, 1)]
        picture.milestones[0].title.english = bad
        picture.people[0].indicator = bad
        picture.sources[0].publisher = bad
        picture.unresolved[0].name = bad
        picture.notConverted[0].currency = bad
        picture.reader = bad
        picture.currency = bad
        return picture
    }
}
