import CommandLine
import Glibc

exit(Program(Commands.concord, version: "0.1.0").run { try Session.run($0) }.rawValue)
