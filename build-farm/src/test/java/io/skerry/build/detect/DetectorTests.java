package io.skerry.build.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.build.detect.LanguagePlan.NodePlan;
import io.skerry.build.detect.LanguagePlan.NodeTool;
import io.skerry.build.detect.LanguagePlan.PythonPlan;
import io.skerry.build.detect.LanguagePlan.StaticPlan;
import io.skerry.build.failure.BuildFailure;
import io.skerry.build.source.MemoryTree;
import io.skerry.model.application.BuildSpec;
import io.skerry.model.build.Detection.Candidate;
import io.skerry.model.build.Detection.Evidence;
import io.skerry.model.error.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectorTests {

    private static final String POETRY = "[tool.poetry]\nname = \"my-x\"\n[build-system]\nrequires = ['poetry-core']\n";

    private static final String PACKAGE = """
            {
              "name": "shop",
              "engines": {"node": ">=18"},
              "scripts": {
                "start": "node server.js"
              },
              "dependencies": {"express": "^4"}
            }
            """;

    @Test
    void givesFileLineAndRuleForWhatItFound() throws Exception {
        var found = detect("package.json", PACKAGE, "package-lock.json", "{}");

        assertThat(found.detection().chosen()).isEqualTo("node");
        assertThat(found.detection().candidates())
                .singleElement()
                .extracting(Candidate::evidence)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Evidence.class))
                .contains(
                        new Evidence("package.json", null, "a package.json makes it Node.js"),
                        new Evidence("package.json", 5, "the script 'start' is the web process"),
                        new Evidence("package.json", 3, "asks for Node.js >=18"));
        assertThat(found.detection().processes()).isEqualTo(Map.of("web", "node server.js"));
        assertThat(found.detection().versions()).isEqualTo(Map.of("node", ">=18"));
        assertThat(found.plan()).isEqualTo(new NodePlan(true, "package-lock.json", false, true));
    }

    @Test
    void showsEveryCandidateTheStrongestFirst() throws Exception {
        var found = detect(
                "requirements.txt",
                "flask\ngunicorn\n",
                "app.py",
                "app = Flask(__name__)\n",
                "package.json",
                "{}",
                "index.html",
                "");

        assertThat(found.detection().candidates())
                .extracting(Candidate::language)
                .containsExactly("python", "node", "static");
    }

    @Test
    void letsTheProcfileDecideBetweenTwoLanguages() throws Exception {
        var both = detect("requirements.txt", "flask", "package.json", PACKAGE, "Procfile", "web: npm start");

        assertThat(both.detection().chosen()).isEqualTo("node");
        assertThat(both.detection().processes()).containsEntry("web", "npm start");
    }

    @Test
    void startsNodeThroughNpmOnlyWhereItsScriptsNeedIt() throws Exception {
        assertThat(web("package.json", "{\"scripts\":{\"start\":\"node a.js\",\"prestart\":\"x\"}}"))
                .isEqualTo("npm start");
        assertThat(web("package.json", "{\"main\":\"lib/a.js\"}", "lib/a.js", ""))
                .isEqualTo("node lib/a.js");
        assertThat(web("package.json", "{\"main\":\"gone.js\"}", "server.js", ""))
                .isEqualTo("node server.js");
    }

    @Test
    void followsTheLockOfAnotherPackageToolWithTheToolThatWroteIt() throws Exception {
        assertThat(tool("pnpm-lock.yaml", "lockfileVersion: '6.0'\n", PACKAGE)).isEqualTo("pnpm@8");
        assertThat(tool("pnpm-lock.yaml", "lockfileVersion: '9.0'\n", PACKAGE)).isEqualTo("pnpm@9");
        assertThat(tool("yarn.lock", "# yarn lockfile v1\n", PACKAGE)).isEqualTo("yarn@1");
        assertThat(tool("yarn.lock", "__metadata:\n  version: 8\n", PACKAGE)).isEqualTo("@yarnpkg/cli-dist@4");
        var named = PACKAGE.replace("\"name\"", "\"packageManager\": \"pnpm@9.1.0+sha512.abc\", \"name\"");
        assertThat(tool("pnpm-lock.yaml", "lockfileVersion: '9.0'\n", named)).isEqualTo("pnpm@9.1.0");
        assertThat(detect("package.json", PACKAGE, "yarn.lock", "").plan())
                .isEqualTo(new NodePlan(true, "yarn.lock", false, true, new NodeTool(NodeTool.Kind.YARN, "yarn@1")));
    }

    @Test
    void warnsThatALockOfBunIsNotFollowed() throws Exception {
        var found = detect("package.json", PACKAGE, "bun.lock", "");

        assertThat(found.warnings()).singleElement().asString().contains("bun.lock is not followed");
        assertThat(found.plan()).isEqualTo(new NodePlan(true, null, false, false));
    }

    @Test
    void readsAPipfilesLockWithoutItsTool() throws Exception {
        var lock = """
                {"default": {
                  "flask": {"version": "==3.0.0", "markers": "python_version >= '3.8'", "hashes": ["sha256:00"]},
                  "uvicorn": {"version": "==0.30", "extras": ["standard"]},
                  "own": {"git": "https://git.example/own.git", "ref": "abc"}
                }, "develop": {"pytest": {"version": "==8"}}}""";
        var found = detect("Pipfile", "", "Pipfile.lock", lock, "app.py", "app = Flask(__name__)\n");

        assertThat(((PythonPlan) found.plan()).lock().requirements()).isEqualTo("""
                        flask==3.0.0 ; python_version >= '3.8'
                        own @ git+https://git.example/own.git@abc
                        uvicorn[standard]==0.30
                        """);
        assertThat(((PythonPlan) found.plan()).added()).containsExactly("gunicorn");
        assertThat(found.warnings()).singleElement().asString().contains("gunicorn");
    }

    @Test
    void refusesALanguageWithoutToolChainEvenIfAProcfileStartsIt() throws Exception {
        assertThatThrownBy(() -> detect("Gemfile", "", "Procfile", "web: bundle exec puma\n"))
                .hasMessageContaining("there is no tool chain for Ruby (found Gemfile)");
        assertThatThrownBy(() -> detect("Worker.csproj", "", "Dockerfile", "FROM x\n"))
                .hasMessageContaining("there is no tool chain for .NET (found Worker.csproj)");

        assertThat(detect("Gemfile", "", "Procfile", "web: ./prebuilt\n")
                        .detection()
                        .chosen())
                .isEqualTo("procfile");
        assertThat(detect(
                                "Gemfile",
                                "",
                                "Procfile",
                                "web: bundle exec puma\n",
                                "skerry.yaml",
                                "run: bundle exec rackup\n")
                        .detection()
                        .chosen())
                .isEqualTo("procfile");
    }

    @Test
    void letsUvAndPoetryReadTheirOwnLocks() throws Exception {
        var uv = (PythonPlan)
                detect("pyproject.toml", "[project]\n", "uv.lock", "").plan();
        var poetry = (PythonPlan) detect("pyproject.toml", POETRY, "poetry.lock", "", "src/my_x/__init__.py", "")
                .plan();
        var program = (PythonPlan) detect("pyproject.toml", POETRY, "poetry.lock", "", "app.py", "")
                .plan();

        assertThat(uv.lock().tool()).containsExactly("uv");
        assertThat(uv.install()).isEmpty();
        assertThat(uv.keepable()).isTrue();
        assertThat(poetry.lock().tool()).contains("poetry-plugin-export");
        assertThat(poetry.install()).containsExactly(".");
        assertThat(program.install()).isEmpty();
    }

    @Test
    void doesNotKeepAnInstallationThatOwnScriptsOrLocalFoldersTookPartIn() throws Exception {
        var own = "{\"scripts\":{\"postinstall\":\"x\",\"start\":\"y\"},\"dependencies\":{\"a\":\"1\"}}";

        assertThat(detect("package.json", own, "package-lock.json", "{}").plan())
                .isEqualTo(new NodePlan(true, "package-lock.json", false, false));
        assertThat(detect("package.json", PACKAGE, "package-lock.json", "{\"x\": {\"link\": true}}")
                        .plan())
                .isEqualTo(new NodePlan(true, "package-lock.json", false, false));
    }

    @Test
    void namesTheLineOfAPackageJsonThatIsNoJson() {
        assertThatThrownBy(() -> detect("package.json", "{\n  \"name\": shop\n}"))
                .isInstanceOf(BuildFailure.class)
                .hasMessageContaining("package.json line 2");
    }

    @Test
    void servesFlaskByGunicornWithEvidenceOfBoth() throws Exception {
        var found = detect(
                "requirements.txt",
                "# web\nFlask==3\ngunicorn\n",
                "shop/web.py",
                "import flask\n\napp = flask.Flask(__name__)\n");

        assertThat(found.detection().processes().get("web"))
                .isEqualTo("gunicorn --bind 127.0.0.1:$PORT --workers ${WEB_CONCURRENCY:-2} shop.web:app");
        assertThat(found.detection().candidates().getFirst().evidence())
                .contains(
                        new Evidence("shop/web.py", 3, "a Flask application 'app'"),
                        new Evidence("requirements.txt", 3, "lists gunicorn"));
        assertThat(found.warnings()).isEmpty();
    }

    @Test
    void addsTheServerThatTheRequirementsLackAndSaysSo() throws Exception {
        var found = detect("requirements.txt", "fastapi", "src/main.py", "api: FastAPI = FastAPI()\n");

        assertThat(found.detection().processes().get("web"))
                .isEqualTo("uvicorn --host 127.0.0.1 --port $PORT --app-dir src main:api");
        assertThat(((PythonPlan) found.plan()).added()).containsExactly("uvicorn");
        assertThat(found.warnings()).singleElement().asString().contains("uvicorn is not among the requirements");
    }

    @Test
    void findsDjangosProjectInManagePy() throws Exception {
        assertThat(web(
                        "requirements.txt",
                        "Django>=5\ngunicorn",
                        "manage.py",
                        "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings.prod')"))
                .endsWith(" shop.wsgi");
    }

    @Test
    void findsFactoriesPlainWsgiAndProgramsOfUsualNames() throws Exception {
        assertThat(web(
                        "requirements.txt",
                        "flask\ngunicorn",
                        "shop/__init__.py",
                        "def create_app():\n    a = Flask(__name__)\n"))
                .endsWith(" 'shop:create_app()'");
        assertThat(web("requirements.txt", "gunicorn\nbottle", "wsgi.py", "application = bottle.default_app()\n"))
                .endsWith(" wsgi:application");
        assertThat(web("requirements.txt", "bottle", "main.py", "run()\n")).isEqualTo("python main.py");
        assertThat(web("server.py", "print()")).isEqualTo("python server.py");
    }

    @Test
    void leavesTheWebProcessToAProcfile() throws Exception {
        var found = detect(
                "requirements.txt", "flask", "app.py", "app = Flask(__name__)", "Procfile", "web: flask run\njob: x");

        assertThat(found.detection().processes()).isEqualTo(Map.of("web", "flask run", "job", "x"));
        assertThat(((PythonPlan) found.plan()).added()).isEmpty();
    }

    @Test
    void followsIncludedRequirementsAndDoesNotKeepLocalOnes() throws Exception {
        var included = (PythonPlan)
                detect("requirements.txt", "-r requirements/base.txt", "requirements/base.txt", "-c more.txt\nflask")
                        .plan();
        assertThat(included.listed())
                .containsExactly("requirements.txt", "requirements/base.txt", "requirements/more.txt");
        assertThat(included.keepable()).isTrue();

        assertThat(((PythonPlan) detect("requirements.txt", "-e .\nflask").plan()).keepable())
                .isFalse();
    }

    @Test
    void readsPythonsVersionWhereverItIsAsked() throws Exception {
        assertThat(asked("requirements.txt", "", "runtime.txt", "python-3.11.7\n"))
                .isEqualTo("python-3.11.7");
        assertThat(asked("requirements.txt", "", ".python-version", "# mine\n3.12\n"))
                .isEqualTo("3.12");
        assertThat(asked("pyproject.toml", "[project]\nrequires-python = \">=3.9\"\n"))
                .isEqualTo(">=3.9");
        assertThat(asked("pyproject.toml", "[tool.poetry.dependencies]\npython = \"^3.10\"\n"))
                .isEqualTo("^3.10");
    }

    @Test
    void servesStaticFilesFromTheTopOrAUsualFolder() throws Exception {
        assertThat(detect("index.html", "", "public/index.html", "").plan()).isEqualTo(new StaticPlan("."));
        assertThat(detect("public/index.html", "").plan()).isEqualTo(new StaticPlan("public"));
    }

    @Test
    void runsAnythingWithAProcfileAsItIs() throws Exception {
        var found = detect("Procfile", "web: ./server", "go.mod", "module x");

        assertThat(found.detection().candidates())
                .extracting(Candidate::language)
                .containsExactly("procfile", "go");
    }

    @Test
    void takesTheLanguageAndVersionOfTheBuildSettings() throws Exception {
        var tree = MemoryTree.of("package.json", PACKAGE, "index.html", "", ".nvmrc", "18");
        var build = new BuildSpec("node", Map.of("node", "22", "python", "3"), null, null, null, null, null);

        var found = Detector.detect(tree, build);

        assertThat(found.asked().version()).isEqualTo("22");
        assertThat(found.warnings()).containsExactly("build.versions names python, which a build of node does not use");
        assertThat(Detector.detect(tree, new BuildSpec("static", null, null, null, null, null, null))
                        .detection()
                        .chosen())
                .isEqualTo("static");
    }

    @Test
    void refusesWhatItDoesNotBuildByName() {
        failsWith(ErrorCode.NOT_AVAILABLE_YET, "rust", "Cargo.toml", "");
        failsWith(ErrorCode.TOOL_CHAIN_MISSING, "no tool chain for PHP (found composer.json)", "composer.json", "{}");
        failsWith(ErrorCode.TOOL_CHAIN_MISSING, "no tool chain for Ruby (found Gemfile)", "Gemfile", "");
        failsWith(
                ErrorCode.TOOL_CHAIN_MISSING, "no tool chain for .NET (found src/Shop.csproj)", "src/Shop.csproj", "");
        failsWith(ErrorCode.NOT_DETECTED, "no language", "README.md", "hello");
        assertThatThrownBy(() -> Detector.detect(
                        MemoryTree.of("package.json", "{}"), new BuildSpec("php", null, null, null, null, null, null)))
                .hasMessageContaining("build.language 'php' is not available yet");
        assertThatThrownBy(() -> Detector.detect(
                        MemoryTree.of("package.json", "{}"),
                        new BuildSpec("python", null, null, null, null, null, null)))
                .hasMessageContaining("no sign of python");
    }

    @Test
    void addsTheServerThatTheProcfileStartsAndNobodyLists() throws Exception {
        var found = detect(
                "setup.py",
                "setup(install_requires=['Flask'])",
                "Procfile",
                "web: LOG=1 gunicorn shop:app -k gevent\n");

        assertThat(found.plan())
                .isEqualTo(new PythonPlan(List.of("."), List.of("gunicorn"), List.of("setup.py"), false, false));
        assertThat(found.warnings())
                .singleElement()
                .asString()
                .contains("gunicorn")
                .contains("does not list");
    }

    @Test
    void takesTheServersVersionFromTheList() throws Exception {
        var found = detect("requirements.txt", "Gunicorn==23\nflask\n", "Procfile", "web: gunicorn shop:app\n");

        assertThat(found.plan())
                .isInstanceOfSatisfying(
                        PythonPlan.class, plan -> assertThat(plan.added()).isEmpty());
        assertThat(found.warnings()).isEmpty();
    }

    private static String tool(String lock, String text, String json) throws BuildFailure {
        return ((NodePlan) detect("package.json", json, lock, text).plan())
                .tool()
                .wanted();
    }

    private static void failsWith(ErrorCode code, String words, String... tree) {
        assertThatThrownBy(() -> detect(tree)).isInstanceOfSatisfying(BuildFailure.class, failure -> {
            assertThat(failure.why().code()).isEqualTo(code);
            assertThat(failure.why().message()).contains(words);
            assertThat(failure.why().advice()).isNotBlank();
        });
    }

    private static String web(String... tree) throws BuildFailure {
        return detect(tree).detection().processes().get("web");
    }

    private static String asked(String... tree) throws BuildFailure {
        return detect(tree).detection().versions().get("python");
    }

    private static Detected detect(String... tree) throws BuildFailure {
        return Detector.detect(MemoryTree.of(tree), null);
    }
}
