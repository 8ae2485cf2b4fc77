import Glibc

/// Work handed to a few threads and taken back in the order in which it was handed in, never more than `capacity` pieces at once.
///
/// `@unchecked Sendable`: every stored property is read and written between `lock` and `unlock` of one mutex; threads that wait for
/// room, for work or for a result sleep on a condition of their own, so that nobody wakes for another's sake.
public final class Pipeline<Input: Sendable, Output: Sendable>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let hasRoom = Condition()
    private let hasWork = Condition()
    private let hasResult = Condition()
    private let capacity: Int
    private var waiting: [(number: Int, input: Input)] = []
    private var finished: [Int: Output] = [:]
    private var handedIn = 0
    private var takenBack = 0
    private var isClosed = false
    private var isCancelled = false

    public init(capacity: Int) {
        self.capacity = capacity
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Blocks while the pipeline is full. False when it was cancelled: stop.
    public func submit(_ input: Input) -> Bool {
        locked {
            while handedIn - takenBack >= capacity && !isCancelled { hasRoom.wait(mutex) }
            guard !isCancelled else { return false }
            waiting.append((handedIn, input))
            handedIn += 1
            hasWork.wakeOne()
            return true
        }
    }

    /// Nothing more will be handed in.
    public func close() {
        locked {
            isClosed = true
            wakeAll()
        }
    }

    /// Everyone stops at the next chance.
    public func cancel() {
        locked {
            isCancelled = true
            wakeAll()
        }
    }

    /// The next result in order, nil at the end.
    public func next() -> Output? {
        locked {
            while true {
                if let output = finished.removeValue(forKey: takenBack) {
                    takenBack += 1
                    hasRoom.wakeOne()
                    return output
                }
                if isCancelled || (isClosed && takenBack == handedIn) { return nil }
                hasResult.wait(mutex)
            }
        }
    }

    /// What `next` will answer, where that is known already.
    public func peek() -> Output? { locked { finished[takenBack] } }

    /// What a worker thread does until there is nothing left.
    public func work(_ body: (Input) -> Output) {
        while let task = takeTask() {
            let output = body(task.input)
            locked {
                finished[task.number] = output
                if task.number == takenBack { hasResult.wakeOne() }
            }
        }
    }

    private func takeTask() -> (number: Int, input: Input)? {
        locked {
            while waiting.isEmpty && !isClosed && !isCancelled { hasWork.wait(mutex) }
            return waiting.isEmpty || isCancelled ? nil : waiting.removeFirst()
        }
    }

    private func wakeAll() {
        for condition in [hasRoom, hasWork, hasResult] { condition.wakeAll() }
    }

    private func locked<T>(_ body: () -> T) -> T {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }
}

/// Something that threads wait for; always used under the mutex of its owner.
private final class Condition {
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() { pthread_cond_init(condition, nil) }

    deinit {
        pthread_cond_destroy(condition)
        condition.deallocate()
    }

    func wait(_ mutex: UnsafeMutablePointer<pthread_mutex_t>) { pthread_cond_wait(condition, mutex) }
    func wakeOne() { pthread_cond_signal(condition) }
    func wakeAll() { pthread_cond_broadcast(condition) }
}

/// A thread with a stack large enough for the XML parser, joined before its results are used.
public struct WorkerThread: Sendable {
    private let thread: pthread_t

    public init(_ body: @escaping @Sendable () -> Void) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, 4 << 20)
        var made = pthread_t()
        let box = Unmanaged.passRetained(Box(body))
        let code = pthread_create(&made, &attributes, Box.run, box.toOpaque())
        precondition(code == 0, "the system refuses another thread")
        pthread_attr_destroy(&attributes)
        thread = made
    }

    public func join() { pthread_join(thread, nil) }

    private final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }

        static let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { pointer in
            Unmanaged<Box>.fromOpaque(pointer!).takeRetainedValue().body()
            return nil
        }
    }
}
