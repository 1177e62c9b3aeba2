# SPDX-License-Identifier: Apache-2.0
"""Builds the package around truce's static library: that of `./run build` where there is one (or of the folder in
TRUCE_BUILD), else one that is compiled now, on all cores. Needs what truce needs, and no network.

For a module that runs where nothing of truce's is (release/make.sh): a library with libfyaml inside
(TRUCE_FYAML_SOURCE) is linked with it, and gcc's OpenMP goes beside the module. So does the engine of live briefs,
which `./run engine` makes, from the folder page/ of the build. The notices in the folder
TRUCE_NOTICES go with it; TRUCE_WHEEL_PLATFORM is what the wheel calls its system."""
import os
import pathlib
import re
import shutil
import subprocess

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def library(work):
    built = pathlib.Path(os.environ.get("TRUCE_BUILD", ROOT / "build"))
    if not (built / "libtruce.a").exists():
        built = pathlib.Path(work).resolve() / "library"
        subprocess.check_call(["cmake", "-S", str(ROOT), "-B", str(built), "-DCMAKE_BUILD_TYPE=Release"])
        subprocess.check_call(["cmake", "--build", str(built), "--target", "truce",
                               "--parallel", str(os.cpu_count() or 1)])
    return built


class Build(build_ext):
    def build_extension(self, extension):
        built = library(self.build_temp)
        extension.extra_objects = [str(built / "libtruce.a")]
        extension.depends = [*extension.extra_objects, "module.h"]
        cache = (built / "CMakeCache.txt").read_text()
        notices = os.environ.get("TRUCE_NOTICES")
        beside = [pathlib.Path(notices) / name for name in ("LICENSE", "THIRD-PARTY")] if notices else []
        has_openmp = re.search(r"^OpenMP_C_FLAGS:\w+=-fopenmp", cache, re.M)
        if has_openmp:
            extension.extra_link_args = ["-fopenmp"]
        if (built / "libfyaml.a").exists():
            extension.extra_objects.append(str(built / "libfyaml.a"))
            extension.libraries.remove("fyaml")
            extension.extra_link_args += ["-Wl,-rpath,$ORIGIN", "-Wl,--exclude-libs,ALL", "-s"]
            if has_openmp:
                beside.append(subprocess.check_output(["cc", "-print-file-name=libgomp.so.1"], text=True).strip())
        engine = built / "page" / "live.wasm.gz"
        if engine.exists():
            beside.append(engine)
        super().build_extension(extension)
        for path in beside:
            shutil.copy(path, pathlib.Path(self.get_ext_fullpath(extension.name)).parent)


setup(
    name="truce",
    version=re.search(r"project\(truce VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text())[1],
    description="Analysis of conflicts and negotiations by the graph model",
    license="Apache-2.0",
    python_requires=">=3.11",
    packages=["truce"],
    package_data={"truce": ["py.typed", "*.pyi"]},
    ext_modules=[Extension("truce._truce", ["module.c", "runs.c"], include_dirs=[str(ROOT / "include")],
                           libraries=["fyaml", "m"], extra_compile_args=["-std=c17"], py_limited_api=True)],
    options={"bdist_wheel": {"py_limited_api": "cp311", "plat_name": os.environ.get("TRUCE_WHEEL_PLATFORM") or None}},
    cmdclass={"build_ext": Build},
)
