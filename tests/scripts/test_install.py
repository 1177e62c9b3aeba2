#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The installed truce works, wherever it is put, and programs outside the tree are built against it.

    python3 tests/scripts/test_install.py TRUCE

Installs the build folder that TRUCE stands in: whole, by components, and below DESTDIR. The whole is then moved; from
its new place the command runs, and examples/c and examples/cpp are built against it with CMake and with pkg-config,
shared and static, and print what their expected.txt says. The libraries define only what public headers declare.
"""
import base64
import filecmp
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "reference"))
import drive  # noqa: E402

MODEL = "docs/examples/well.yaml"
COMPONENTS = {  # what each must have, among other things
    "command": ["bin/truce", "share/man/man1/truce.1", "share/man/man1/truce-solve.1",
                "share/zsh/site-functions/_truce",
                "share/bash-completion/completions/truce", "share/fish/vendor_completions.d/truce.fish"],
    "workbench": ["share/man/man1/truce-serve.1", "share/applications/truce.desktop",
                  "share/icons/hicolor/scalable/apps/truce.svg"],
    "mpi": ["bin/truce-mpi", "share/man/man1/truce-mpi.1"],
    "library": ["libtruce.so.0"],
    "development": ["include/truce/truce.h", "libtruce.a", "libtruce.so", "pkgconfig/truce.pc",
                    "cmake/truce/truce-config.cmake",
                    "cmake/truce/truce-config-version.cmake"],
    "documentation": ["share/doc/truce/README.md", "share/doc/truce/docs/language.md",
                      "share/doc/truce/examples/c/conflict.c"],
}


def done(*command, **keywords):
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL, text=True, errors="replace", timeout=600, **keywords)


def files_below(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def missing_of(names, files):
    return [name for name in names if not any(f"/{file}".endswith(f"/{name}") for file in files)]


def check_components(claims, build, whole, work):
    """Each component has its files; together they are the whole."""
    seen = []
    for component, names in COMPONENTS.items():
        prefix = work / component
        claims.same(done("cmake", "--install", build, "--prefix", prefix, "--component", component).returncode, 0,
                    f"component {component} installs")
        files = files_below(prefix)
        seen += files
        if component == "mpi" and not (build / "truce-mpi").is_file():
            print("skipped: truce-mpi is not built")
            names = []
        claims.same(missing_of(names, files), [], f"component {component} has what it should")
    claims.same(sorted(seen), files_below(whole), "the components are the whole, and nothing is in two")


def check_destination(claims, build, work):
    staged = done("cmake", "--install", build, "--component", "command",
                  env=dict(os.environ, DESTDIR=str(work / "staged")))
    files = files_below(work / "staged") if (work / "staged").is_dir() else []
    claims.claim(any(file.endswith("bin/truce") for file in files), "DESTDIR is heeded", staged.stdout)


# ------------------------------------------------------------------- symbols

def declared():
    """The names that public headers declare."""
    names = set()
    for header in (ROOT / "include" / "truce").glob("*.h"):
        text = re.sub(r"/\*.*?\*/", "", header.read_text(encoding="utf-8"), flags=re.S)
        names.update(re.findall(r"TRUCE_API[^;]*?(\btruce_\w+)\s*\(", text))
    return sorted(names)


def defined(*nm):
    return sorted({line.split()[-1] for line in done(*nm).stdout.splitlines() if re.search(r" [A-Z] ", line)})


def agree(claims, names, sentence):
    """Names are those of the headers, no more and no fewer."""
    names, headers = set(names), set(declared())
    claims.claim(names == headers, f"{sentence} what headers declare", f"declared only: {sorted(headers - names)}",
                 f"defined only: {sorted(names - headers)}")


def check_symbols(claims, library):
    shared, static = library / "libtruce.so.0", library / "libtruce.a"
    if not shutil.which("nm") or not shutil.which("readelf"):
        print("skipped: there is no nm or readelf; symbols were not looked at")
        return
    agree(claims, defined("nm", "-D", "--defined-only", shared), "the shared library exports")
    names = defined("nm", "-g", "--defined-only", static)
    claims.same([name for name in names if not name.startswith("truce_")], [],
                "names in the static library begin with truce_")
    claims.claim(len(names) >= len(declared()), "the static library has symbols", len(names))
    rows = [line.split() for line in done("readelf", "-Ws", static).stdout.splitlines()]
    seen = {row[7] for row in rows if len(row) == 8 and row[4] == "GLOBAL" and row[5] == "DEFAULT"
            and row[6] != "UND"}
    agree(claims, seen, "in the static library one can see")
    soname = re.search(r"\(SONAME\).*\[(.*)\]", done("readelf", "-d", shared).stdout)
    claims.same(soname and soname[1], "libtruce.so.0", "the shared library's name")


# ------------------------------------------------------------------- running

def check_command(claims, prefix, work):
    (work / "elsewhere").mkdir()
    shutil.copy(ROOT / MODEL, work / "elsewhere" / "well.yaml")
    ran = done(prefix / "bin" / "truce", "solve", "well.yaml", "--format", "csv", cwd=work / "elsewhere")
    claims.claim(ran.returncode == 0 and ran.stdout.startswith("state,"),
                 "the installed command solves, from another folder", ran.stdout)
    if shutil.which("man"):
        page = done("man", "-M", prefix / "share" / "man", "truce-ripe", env=dict(os.environ, MANWIDTH="80"))
        claims.claim(page.returncode == 0 and "truce-ripe - is the situation ripe" in page.stdout,
                     "man finds the pages", page.stdout)
    else:
        print("skipped: man is not installed")


def check_engine(claims, prefix, work):
    """The engine of live briefs is found where it was installed, or beside the program, through links too."""
    link = work / "elsewhere" / "linked"
    link.symlink_to(prefix / "bin" / "truce")
    installed, beside = prefix / "share" / "truce" / "live.wasm.gz", prefix / "bin" / "live.wasm.gz"
    engine = installed.read_bytes() if installed.is_file() else b"\x1f\x8b stands for an engine"
    installed.parent.mkdir(exist_ok=True)
    clean = {name: value for name, value in os.environ.items() if name != "TRUCE_ENGINE"}

    def live(program):
        return done(program, "brief", "well.yaml", "--variants", "0", "--live", cwd=work / "elsewhere", env=clean)

    for place in installed, beside:
        place.write_bytes(engine)
        for program in prefix / "bin" / "truce", link:
            ran = live(program)
            claims.claim(ran.returncode == 0 and base64.b64encode(engine)[:40].decode() in ran.stdout,
                         f"{program} finds {place}", ran.stdout[:200])
        place.unlink()
    ran = live(link)
    claims.claim(ran.returncode == 4 and "./run engine" in ran.stdout, "without it that is said", ran.stdout[:200])


def check_page(claims):
    """docs/library.md shows what the examples are and print."""
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(\w*)\n(.*?)```", page, re.S)
    output = (ROOT / "examples/c/expected.txt").read_text(encoding="utf-8")
    claims.claim(any(block.split("\n", 1)[1] == output for kind, block in blocks
                     if not kind), "the page shows what the C example prints")
    for language, path in {"c": "examples/c/conflict.c", "cpp": "examples/cpp/conflict.cpp"}.items():
        lines = [line for kind, block in blocks if kind == language for line in block.splitlines()]
        text = (ROOT / path).read_text(encoding="utf-8")
        claims.claim(lines and all(line in text for line in lines), f"what the page shows of {path} stands in it",
                     lines)
    headers = {path.name for path in (ROOT / "include" / "truce").glob("*.h")}
    claims.same(set(re.findall(r"`(\w+\.h)`", page)), headers, "the page names every header")


def check_program(claims, program, library, what):
    expected = (ROOT / "examples" / what.split()[0] / "expected.txt").read_text(encoding="utf-8")
    ran = done(program, MODEL, cwd=ROOT, env=dict(os.environ, LD_LIBRARY_PATH=str(library)))
    claims.claim(ran.returncode == 0 and ran.stdout == expected, f"{what} prints what expected.txt says", ran.stdout)
    claims.claim(done(program, "no-such-file", cwd=ROOT,
                      env=dict(os.environ, LD_LIBRARY_PATH=str(library))).returncode != 0,
                 f"{what} fails without a model")


def check_cmake(claims, folder, prefix, library, work):
    build = work / f"cmake-{folder}"
    configured = done("cmake", "-S", ROOT / "examples" / folder, "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}")
    made = done("cmake", "--build", build)
    if not claims.claim(configured.returncode == 0 and made.returncode == 0,
                        f"{folder} is built with find_package(truce)",
                        configured.stdout, made.stdout):
        return
    for program in ("conflict", "conflict-static"):
        check_program(claims, build / program, library, f"{folder} {program} by CMake")
    if shutil.which("readelf"):
        needs = [("NEEDED" in line) and "libtruce" in line
                 for line in done("readelf", "-d", build / "conflict-static").stdout.splitlines()]
        claims.claim(not any(needs), f"{folder}: conflict-static needs no libtruce.so")
    other = done("cmake", "-S", ROOT / "examples" / folder, "-B", work / "other",
                 f"-DCMAKE_PREFIX_PATH={work / 'nowhere'}")
    claims.claim(other.returncode != 0, f"{folder} is not built against something else")
    shutil.rmtree(work / "other", ignore_errors=True)


def check_version(claims, prefix, work):
    """A program that asks for another major or minor version does not get this one."""
    for version, fits in (("0.1", True), ("0.1.0", True), ("0.2", False), ("1.0", False)):
        (work / "version").mkdir()
        (work / "version" / "CMakeLists.txt").write_text(
            f"cmake_minimum_required(VERSION 3.16)\nproject(x LANGUAGES C)\nfind_package(truce {version} REQUIRED)\n")
        ran = done("cmake", "-S", work / "version", "-B", work / "version" / "build", f"-DCMAKE_PREFIX_PATH={prefix}")
        claims.claim((ran.returncode == 0) == fits, f"find_package(truce {version})", ran.stdout)
        shutil.rmtree(work / "version")


def check_make(claims, prefix, library, work):
    if not shutil.which("pkg-config"):
        print("skipped: pkg-config is not installed")
        return
    shutil.copytree(ROOT / "examples" / "c", work / "make")
    made = done("make", "-C", work / "make", env=dict(os.environ, PKG_CONFIG_PATH=str(library / "pkgconfig")))
    if claims.claim(made.returncode == 0, "c is built with pkg-config", made.stdout):
        for program in ("conflict", "conflict-static"):
            check_program(claims, work / "make" / program, library, f"c {program} by make")
        slips = "docs/examples/well-with-slips.yaml"
        said = done(work / "make" / "conflict-static", slips, cwd=ROOT)
        page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
        claims.claim(said.returncode == 1 and f"conflict {slips}\n{said.stdout}```" in page,
                     "the page shows the diagnostics", said.stdout)


def main():
    build = pathlib.Path(sys.argv[1]).resolve().parent
    if not (build / "libtruce.so.0").exists():
        print("skipped: this build has no shared library")
        return 0
    claims = drive.Claims()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        whole = work / "first"
        installed = done("cmake", "--install", build, "--prefix", whole)
        if not claims.claim(installed.returncode == 0, "it installs", installed.stdout):
            return claims.end()
        check_components(claims, build, whole, work)
        check_destination(claims, build, work)
        prefix = whole.rename(work / "moved")
        library = next(prefix.rglob("libtruce.so.0")).parent
        claims.claim(filecmp.cmp(prefix / "include/truce/truce.h", ROOT / "include/truce/truce.h", shallow=False),
                     "headers are these")
        check_page(claims)
        check_symbols(claims, library)
        check_command(claims, prefix, work)
        check_engine(claims, prefix, work)
        check_version(claims, prefix, work)
        check_cmake(claims, "c", prefix, library, work)
        check_make(claims, prefix, library, work)
        if shutil.which("c++") or shutil.which("g++") or shutil.which("clang++"):
            check_cmake(claims, "cpp", prefix, library, work)
        else:
            print("skipped: there is no C++ compiler")
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
