internal import CMalloc
import Glibc

/// Memory for answers, which add up millions of numbers: taken in pages of 2 MB, it costs a third less time than in pages of 4 KB.
public enum LargePages {
    private static let once: Void = ask()

    /// Lets the process' heap grow in large pages where the system has them. Costs no memory until it is used.
    public static func prefer() { _ = once }

    private static let reach = 256 << 20
    private static let page = 2 << 20

    /// A block that is given back at once leaves the heap that long, and its pages large.
    private static func ask() {
        mallopt(M_MMAP_THRESHOLD, Int32(reach))
        mallopt(M_TRIM_THRESHOLD, Int32(reach * 2))
        guard let block = malloc(reach - page) else { return }
        let start = (UInt(bitPattern: block) + UInt(page) - 1) & ~(UInt(page) - 1)
        madvise(UnsafeMutableRawPointer(bitPattern: start), reach - 3 * page, MADV_HUGEPAGE)
        free(block)
    }
}
