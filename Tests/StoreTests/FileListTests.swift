import Foundation
import Store
import Testbed
import Testing

/// Which files the arguments of an import mean.
struct FileListTests {
    private func list(_ scratch: Scratch, _ names: String...) -> [String] {
        FileList(names.map(scratch.path)).files.map { String($0.dropFirst(scratch.folder.count + 1)) }
    }

    private func link(_ scratch: Scratch, _ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: scratch.path(name), withDestinationPath: scratch.path(target))
    }

    /// Folders by full path, files by name, bytewise; hidden files and prose stay out.
    @Test func foldersAreWalkedInOrder() {
        let scratch = Scratch()
        for name in ["d/b.xml", "d/B.xml", "d/é.xml", "d/.hidden", "d/README.md", "d/.git/x.xml", "d/e/a.xml", "d.x/a.xml"] {
            scratch.write(name, "")
        }
        #expect(list(scratch, "d", "d.x") == ["d/B.xml", "d/b.xml", "d/é.xml", "d.x/a.xml", "d/e/a.xml"])
    }

    @Test func eachFileOnce() {
        let scratch = Scratch()
        scratch.write("d/a.xml", "")
        #expect(list(scratch, "d", "d/a.xml", "d/../d/./a.xml") == ["d/a.xml"])
    }

    @Test func linksAreFollowedAndLoopsEnd() throws {
        let scratch = Scratch()
        scratch.write("d/a.xml", "")
        scratch.write("elsewhere/b.xml", "")
        try link(scratch, "d/loop", to: "d")
        try link(scratch, "d/other", to: "elsewhere")
        try link(scratch, "d/self", to: "d/self")
        #expect(list(scratch, "d") == ["d/a.xml", "d/other/b.xml"])
        #expect(FileList([scratch.path("d")]).unreadable.map(\.path) == [scratch.path("d/self")])
    }

    @Test func whatIsNotThereIsSaid() {
        let scratch = Scratch()
        let list = FileList([scratch.path("no.xml")])
        #expect(list.files.isEmpty)
        #expect(list.unreadable.map(\.reason) == ["there is no such file or folder"])
    }
}
