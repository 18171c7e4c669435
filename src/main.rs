//! The program: everything it does is in the library, beginning with [`tonghop::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    tonghop::cli::main()
}
