import Glibc
import Records

/// The few questions this module asks of the file system.
public enum Files {
    public enum Kind: Sendable { case file, folder, other }

    public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Follows links; nil when there is nothing there.
    public static func kind(_ path: String) -> Kind? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// Bytes of a file, 0 when it is not there.
    public static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// 0 when the file is not there.
    static func secondsSinceChange(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? time(nil) - status.st_mtim.tv_sec : 0
    }

    /// Device and inode: what makes two paths the same folder.
    static func identity(_ path: String) -> [UInt64]? {
        var status = stat()
        return stat(path, &status) == 0 ? [UInt64(status.st_dev), UInt64(status.st_ino)] : nil
    }

    /// Names in a folder, bytewise sorted, hidden ones left out; nil when it cannot be listed.
    static func names(in folder: String) -> [String]? {
        guard let handle = opendir(folder) else { return nil }
        defer { closedir(handle) }
        var found: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { found.append(name) }
        }
        return found.sorted { Bytewise.order($0, $1) < 0 }
    }

    /// Absolute, without `.` and `..`; links stay as they are named.
    public static func absolute(_ path: String) -> String {
        var whole = path
        if !path.hasPrefix("/") {
            var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
            whole = (getcwd(&buffer, buffer.count).map { String(cString: $0) } ?? "") + "/" + path
        }
        var parts: [Substring] = []
        for part in whole.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// A whole small file as text; nil when it cannot be read.
    public static func text(_ path: String) -> String? { bytes(path).map { String(decoding: $0, as: UTF8.self) } }

    public static func bytes(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let size = size(path)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            while filled < size {
                let count = read(descriptor, buffer.baseAddress! + filled, size - filled)
                if count <= 0 { break }
                filled += count
            }
        }
    }

    /// A file that ships, in memory for as long as the program runs; of its pages only those are read that are looked at. Empty where it cannot be
    /// read.
    static func mapped(_ path: String) -> UnsafeRawBufferPointer {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        defer { close(descriptor) }
        let size = size(path)
        guard size > 0, let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return UnsafeRawBufferPointer(start: start, count: size)
    }

    public static func resolved(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    /// Makes a folder and those on the way, for their owner alone; false, and `errno` says why, when one cannot be made.
    static func makeFolders(_ path: String) -> Bool {
        if kind(path) == .folder { return true }
        guard let cut = path.lastIndex(of: "/"), cut > path.startIndex, makeFolders(String(path[..<cut])) else { return false }
        return mkdir(path, 0o700) == 0 || errno == EEXIST
    }

    /// A whole small file in place of what is there, readable for its owner alone; false when it cannot be written, and nothing has changed then.
    static func replace(_ path: String, with text: String) -> Bool {
        var template = Array((path + ".XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var text = text
        let isWritten = text.withUTF8 { write(descriptor, $0.baseAddress, $0.count) == $0.count }
        if isWritten, fsync(descriptor) == 0, rename(template, path) == 0 { return true }
        unlink(template)
        return false
    }
}
