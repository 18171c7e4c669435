//! The program.

use std::process::ExitCode;

fn main() -> ExitCode {
    tonghop::cli::main()
}
