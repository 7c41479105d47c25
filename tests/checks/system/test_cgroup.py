"""Limits are read from control groups as real kernels show them."""

import os
from pathlib import Path

import pytest

from deskready_checks.system.cgroup import core_quota, groups, memory_limit

GIB = 1024**3
V1_NO_LIMIT = "9223372036854771712"
V1_MEMORY = "35 31 0:32 {top} /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory\n"
V1_CPU = "32 31 0:29 {top} /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu\n"
UNIFIED = "41 31 0:38 {top} /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw\n"
V2 = "30 23 0:26 {top} /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:4 - cgroup2 cgroup2 rw,nsdelegate\n"
OTHERS = (
    "23 27 0:22 / /sys rw,relatime - sysfs sysfs rw\n"
    "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard\n"
    "31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755\n"
    "33 31 0:30 / /sys/fs/cgroup/cpuacct rw,relatime - cgroup cgroup rw,cpuacct\n"
    "40 31 0:37 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,name=systemd\n"
)
HYBRID_PATHS = "9:name=systemd:/\n4:memory:{memory}\n2:cpuacct:/\n1:cpu:{cpu}\n0::{unified}\n"
USER_SLICE = "/user.slice/user-1000.slice/user@1000.service/app.slice"


def machine(root: Path, paths: str, mounts: str, files: dict[str, str]) -> Path:
    """A root folder with these files of /proc/self and these files below sys/fs/cgroup."""
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/self/cgroup").write_text(paths)
    (root / "proc/self/mountinfo").write_text(mounts)
    for name, text in files.items():
        path = root / "sys/fs/cgroup" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n")
    return root


def hybrid(memory: str = "/", cpu: str = "/", unified: str = "/") -> str:
    return HYBRID_PATHS.format(memory=memory, cpu=cpu, unified=unified)


def test_v1_without_a_limit_has_none(tmp_path: Path) -> None:
    files = {
        "memory/memory.limit_in_bytes": V1_NO_LIMIT,
        "memory/memory.stat": f"cache 0\nhierarchical_memory_limit {V1_NO_LIMIT}",
        "memory/app/memory.limit_in_bytes": "9223372036854775807",
    }
    mounts = OTHERS + V1_MEMORY.format(top="/") + UNIFIED.format(top="/")
    assert memory_limit(machine(tmp_path, hybrid("/app"), mounts, files)) is None


def test_v1_the_smallest_limit_on_the_path_counts(tmp_path: Path) -> None:
    files = {
        "memory/memory.limit_in_bytes": V1_NO_LIMIT,
        "memory/app/memory.limit_in_bytes": str(2 * GIB),
        "memory/app/docker/0123abcd/memory.limit_in_bytes": str(3 * GIB),
        "memory/other/memory.limit_in_bytes": str(1 * GIB),
    }
    mounts = OTHERS + V1_MEMORY.format(top="/") + UNIFIED.format(top="/")
    found = memory_limit(machine(tmp_path, hybrid("/app/docker/0123abcd"), mounts, files))
    assert found is not None
    assert found.size == 2 * GIB


def test_v1_a_limit_above_all_visible_groups_counts(tmp_path: Path) -> None:
    files = {
        "memory/memory.limit_in_bytes": str(4 * GIB),
        "memory/memory.stat": f"total_inactive_file 0\nhierarchical_memory_limit {GIB}",
    }
    found = memory_limit(machine(tmp_path, hybrid(), OTHERS + V1_MEMORY.format(top="/"), files))
    assert found is not None
    assert (found.size, found.free) == (GIB, GIB)


def test_v1_free_memory_is_what_the_tightest_group_has_left(tmp_path: Path) -> None:
    files = {
        "memory/app/memory.limit_in_bytes": str(2 * GIB),
        "memory/app/memory.usage_in_bytes": str(2 * GIB - 500),
        "memory/app/memory.stat": "inactive_file 1\ntotal_inactive_file 200",
        "memory/app/inner/memory.limit_in_bytes": str(GIB),
        "memory/app/inner/memory.usage_in_bytes": "1000",
    }
    found = memory_limit(machine(tmp_path, hybrid("/app/inner"), V1_MEMORY.format(top="/"), files))
    assert found is not None
    assert (found.size, found.free) == (GIB, 700)


def test_v2_user_slice(tmp_path: Path) -> None:
    files = {
        "user.slice/memory.max": "max",
        "user.slice/user-1000.slice/memory.max": str(4 * GIB),
        "user.slice/user-1000.slice/memory.current": str(3 * GIB),
        "user.slice/user-1000.slice/memory.stat": f"anon 1\ninactive_file {GIB}",
        f"{USER_SLICE.lstrip('/')}/memory.max": "max",
        f"{USER_SLICE.lstrip('/')}/memory.current": "123",
    }
    found = memory_limit(machine(tmp_path, f"0::{USER_SLICE}\n", OTHERS + V2.format(top="/"), files))
    assert found is not None
    assert (found.size, found.free) == (4 * GIB, 2 * GIB)


def test_v2_without_a_limit_has_none(tmp_path: Path) -> None:
    files = {f"{USER_SLICE.lstrip('/')}/memory.max": "max", f"{USER_SLICE.lstrip('/')}/cpu.max": "max 100000"}
    root = machine(tmp_path, f"0::{USER_SLICE}\n", V2.format(top="/"), files)
    assert memory_limit(root) is None
    assert core_quota(root) is None


def test_container_with_its_own_namespace(tmp_path: Path) -> None:
    files = {"memory.max": str(GIB), "memory.current": "0"}
    found = memory_limit(machine(tmp_path, "0::/\n", V2.format(top="/"), files))
    assert found is not None
    assert found.size == GIB


def test_container_that_sees_the_hosts_path_and_only_its_own_mount(tmp_path: Path) -> None:
    """As a bind mount of one group shows, which hides the mount of the whole hierarchy on the same point."""
    mounts = OTHERS + V1_MEMORY.format(top="/") + V1_MEMORY.format(top="/docker/0123abcd").replace("35 31", "63 51")
    files = {"memory/memory.limit_in_bytes": str(GIB), "memory/docker/0123abcd/memory.limit_in_bytes": "1"}
    root = machine(tmp_path, hybrid("/docker/0123abcd"), mounts, files)
    assert groups("memory", root) == [root / "sys/fs/cgroup/memory"]
    found = memory_limit(root)
    assert found is not None
    assert found.size == GIB


def test_groups_that_another_mount_hides_are_not_read(tmp_path: Path) -> None:
    mounts = V2.format(top="/") + "64 30 0:60 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw\n"
    assert memory_limit(machine(tmp_path, "0::/\n", mounts, {"memory.max": str(GIB)})) is None


def test_container_whose_group_holds_another(tmp_path: Path) -> None:
    mounts = V1_MEMORY.format(top="/docker/0123abcd")
    files = {"memory/memory.limit_in_bytes": str(3 * GIB), "memory/sub/memory.limit_in_bytes": str(2 * GIB)}
    found = memory_limit(machine(tmp_path, hybrid("/docker/0123abcd/sub"), mounts, files))
    assert found is not None
    assert found.size == 2 * GIB


@pytest.mark.parametrize(
    ("top", "own", "group"),
    [
        ("/../..", "/", "docker/0123abcd"),
        ("/../..", "/sub", "docker/0123abcd/sub"),
        ("/../../..", "/..", "docker/0123abcd"),
    ],
)
def test_namespace_below_the_mount(tmp_path: Path, top: str, own: str, group: str) -> None:
    """As `unshare --cgroup` shows: the mount starts above the namespace, and nobody names the steps between."""
    files = {
        "memory/memory.limit_in_bytes": V1_NO_LIMIT,
        "memory/docker/memory.limit_in_bytes": str(2 * GIB),
        "memory/docker/cafe/cgroup.procs": f"{os.getpid()}0\n1",
        "memory/docker/cafe/memory.limit_in_bytes": "1",
        f"memory/{group}/cgroup.procs": f"1\n{os.getpid()}",
        f"memory/{group}/memory.limit_in_bytes": str(3 * GIB),
    }
    root = machine(tmp_path, hybrid(own), OTHERS + V1_MEMORY.format(top=top), files)
    found = memory_limit(root)
    assert found is not None
    assert found.size == 2 * GIB
    assert groups("memory", root)[0] == root / "sys/fs/cgroup/memory" / group


def test_namespace_below_the_mount_and_no_group_known_leaves_the_mounts_own(tmp_path: Path) -> None:
    root = machine(tmp_path, hybrid("/"), V1_MEMORY.format(top="/../.."), {"memory/memory.limit_in_bytes": str(GIB)})
    assert groups("memory", root) == [root / "sys/fs/cgroup/memory"]


def test_moved_out_of_the_namespace(tmp_path: Path) -> None:
    """As recorded after a move to an ancestor: one step of the mount's root stays unknown."""
    files = {"unified/user.slice/cgroup.procs": str(os.getpid()), "unified/user.slice/memory.max": str(GIB)}
    mounts = OTHERS + UNIFIED.format(top="/../../../..")
    found = memory_limit(machine(tmp_path, "0::/../../..\n", mounts, files))
    assert found is not None
    assert found.size == GIB


@pytest.mark.parametrize(("top", "own"), [("/", "/../.."), ("/docker/0123abcd", "/"), ("/docker/a", "/docker/b")])
def test_a_mount_that_does_not_hold_this_process_says_nothing(tmp_path: Path, top: str, own: str) -> None:
    files = {"memory/memory.limit_in_bytes": str(GIB)}
    assert memory_limit(machine(tmp_path, hybrid(own), V1_MEMORY.format(top=top), files)) is None


def test_a_hidden_path_falls_back_to_the_mounts_own_limit(tmp_path: Path) -> None:
    root = machine(tmp_path, "0::/kubepods/pod1/c1\n", V2.format(top="/"), {"memory.max": str(GIB)})
    found = memory_limit(root)
    assert found is not None
    assert found.size == GIB


def test_hybrid_reads_memory_where_the_controller_is(tmp_path: Path) -> None:
    files = {"memory/app/memory.limit_in_bytes": str(GIB), "unified/app/cgroup.procs": ""}
    mounts = OTHERS + V1_MEMORY.format(top="/") + UNIFIED.format(top="/")
    found = memory_limit(machine(tmp_path, hybrid("/app", unified="/app"), mounts, files))
    assert found is not None
    assert found.size == GIB


def test_a_mount_point_with_a_space_and_a_path_with_a_colon(tmp_path: Path) -> None:
    mounts = V2.format(top="/").replace("/sys/fs/cgroup ", "/sys/fs/cgroup/my\\040groups ")
    found = memory_limit(machine(tmp_path, "0::/a:b\n", mounts, {"my groups/a:b/memory.max": str(GIB)}))
    assert found is not None
    assert found.size == GIB


@pytest.mark.parametrize("text", ["", "0", "-1", "max", "lots", "\u0661", "1 2"])
def test_what_is_no_limit_is_ignored(tmp_path: Path, text: str) -> None:
    assert memory_limit(machine(tmp_path, "0::/\n", V2.format(top="/"), {"memory.max": text})) is None


@pytest.mark.parametrize(
    ("paths", "mounts"),
    [("", ""), ("nonsense\n\n1:2\n", "nonsense\n - \n1 2 3 4 5 - cgroup2\n"), ("0::/\n", "")],
)
def test_nonsense_is_no_limit(tmp_path: Path, paths: str, mounts: str) -> None:
    root = machine(tmp_path, paths, mounts, {"memory.max": str(GIB)})
    assert memory_limit(root) is None
    assert core_quota(root) is None


def test_no_proc_at_all_is_no_limit(tmp_path: Path) -> None:
    assert memory_limit(tmp_path) is None


def test_v2_processor_quota_of_an_ancestor(tmp_path: Path) -> None:
    files = {
        "user.slice/cpu.max": "150000 100000",
        "user.slice/user-1000.slice/cpu.max": "400000 100000",
        f"{USER_SLICE.lstrip('/')}/cpu.max": "max 100000",
    }
    assert core_quota(machine(tmp_path, f"0::{USER_SLICE}\n", V2.format(top="/"), files)) == 1.5


@pytest.mark.parametrize(("quota", "cores"), [("50000", 0.5), ("-1", None), ("0", None)])
def test_v1_processor_quota(tmp_path: Path, quota: str, cores: float | None) -> None:
    files = {"cpu/app/cpu.cfs_quota_us": quota, "cpu/app/cpu.cfs_period_us": "100000", "cpu/cpu.shares": "1024"}
    mounts = OTHERS + V1_CPU.format(top="/")
    assert core_quota(machine(tmp_path, hybrid(cpu="/app"), mounts, files)) == cores
