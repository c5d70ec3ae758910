"""What the benchmarks share: a Skerry of its own on free ports, started and stopped through the launcher."""
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

PLATFORM = ('hub', 'east-agent', 'east-gateway', 'west-agent', 'west-gateway')
TICKS = os.sysconf('SC_CLK_TCK')


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def hub_ports():
    """Two ports for the hub, below those the system gives out by itself."""
    ports = []
    for port in range(7600, 7999):
        with socket.socket() as probe:
            if probe.connect_ex(('127.0.0.1', port)) != 0:
                ports.append(port)
        if len(ports) == 2:
            return ports
    raise SystemExit('no two ports from 7600 to 7998 are free')


def user_environment(home):
    """The environment of somebody whose home folder holds nothing but the registry settings of this user."""
    real = pathlib.Path(os.path.expanduser('~'))
    for name in ('.m2/settings.xml', '.m2/settings-security.xml', '.npmrc', '.config/pip/pip.conf', '.pip/pip.conf'):
        if (real / name).is_file():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(real / name, home / name)
    own = {name: value for name, value in os.environ.items()
           if not name.startswith(('SKERRY_', 'XDG_')) and name != 'GIT_DIR'}
    kept = {'PYENV_ROOT': real / '.pyenv', 'NVM_DIR': real / '.nvm'}
    tools = {name: str(folder) for name, folder in kept.items() if folder.is_dir()}
    return tools | own | {'HOME': str(home)}


def end_orderly():
    """Lets whoever is asked to end clean up first."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))


class Skerry:
    """One installation: a checkout, a data folder, a user."""

    def __init__(self, checkout, data, environment):
        self.checkout, self.data, self.environment = checkout, data, environment
        self.port, self.link = hub_ports()

    def command(self, *words):
        return [str(self.checkout / 'skerry'), *words]

    def up_command(self):
        return self.command('up', '--detach', '--data', str(self.data), '--dc', 'east,west',
                            '--port', str(self.port), '--link-port', str(self.link))

    def run(self, *words, check=True):
        done = subprocess.run(self.command(*words), env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if check and done.returncode != 0:
            raise SystemExit(f'skerry {" ".join(words)} failed ({done.returncode}):\n{done.stdout}{done.stderr}')
        return done

    def up(self):
        done = subprocess.run(self.up_command(), env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise SystemExit(f'up failed ({done.returncode}):\n{done.stdout}{done.stderr}')
        return done

    def down(self):
        if self.data.exists():
            self.run('down', '--data', str(self.data), check=False)

    def healthy(self):
        try:
            with urllib.request.urlopen(f'http://127.0.0.1:{self.port}/api/v1/health', timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def get(self, path):
        """What the hub's API says."""
        token = (self.data / 'secrets' / 'operator-token').read_text().strip()
        request = urllib.request.Request(f'http://127.0.0.1:{self.port}/api/v1/{path}',
                                         headers={'Authorization': 'Bearer ' + token})
        with urllib.request.urlopen(request, timeout=5) as answer:
            return json.load(answer)

    def all_current(self):
        """Whether the hub says of both data centers that link and orders are current: what dc list prints."""
        try:
            sites = self.get('data-centers')['items']
        except OSError:
            return False
        return len(sites) == 2 and all(
            site['status'][path].get('state') == 'current' for site in sites for path in ('link', 'commandPath'))

    def pids(self):
        """The platform's processes by name."""
        found = {}
        for record in (self.data / 'run').glob('*.json'):
            found[record.stem] = json.loads(record.read_text())['pid']
        for record in self.data.glob('supervisor/*.json'):
            found[record.stem] = json.loads(record.read_text())['pid']
        return found


def cpu_seconds(roots):
    """User and system time of these processes and all below them, those that ended and were waited for among them."""
    children, spent = {}, {}
    for entry in pathlib.Path('/proc').iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / 'stat').read_text().rpartition(')')[2].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(entry.name))
            spent[int(entry.name)] = sum(int(field) for field in fields[11:15])
    total, open_ones = 0, list(roots)
    while open_ones:
        pid = open_ones.pop()
        total += spent.get(pid, 0)
        open_ones += children.get(pid, [])
    return total / TICKS


def maps_file(pid, suffix):
    """A file of that ending which the process has mapped into its memory."""
    for line in pathlib.Path(f'/proc/{pid}/maps').read_text().splitlines():
        if line.endswith(suffix):
            return line.split(None, 5)[5]
    return None


def until(what, condition, limit, look=0.05):
    """Waits until a condition holds; says how long that took."""
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > limit:
            raise SystemExit(f'it never came true in {limit} s: {what}')
        time.sleep(look)
    return time.monotonic() - begun
