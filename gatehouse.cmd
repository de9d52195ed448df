@echo off
rem Builds Gatehouse if its sources are newer than its jar, then starts it in the folder it is called from.
setlocal
set "GATEHOUSE_ROOT=%~dp0"
set "GATEHOUSE_JAR=%~dp0target\gatehouse.jar"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if defined JAVA_HOME if not exist "%java%" goto :nojava
if not defined JAVA_HOME where /q java || goto :nojava

powershell -NoProfile -Command "$jar = Get-Item -LiteralPath $env:GATEHOUSE_JAR -ErrorAction SilentlyContinue; $newer = Get-ChildItem -Recurse -File -LiteralPath ($env:GATEHOUSE_ROOT + 'src\main'), ($env:GATEHOUSE_ROOT + 'pom.xml') | Where-Object { -not $jar -or $_.LastWriteTime -gt $jar.LastWriteTime } | Select-Object -First 1; exit [int][bool]$newer"
if not errorlevel 1 goto :start

where /q mvn || goto :nomaven
echo Building Gatehouse (only when its sources have changed) ... 1>&2
if not exist "%GATEHOUSE_ROOT%target" mkdir "%GATEHOUSE_ROOT%target"
pushd "%GATEHOUSE_ROOT%"
call mvn -B -q -Dspotless.check.skip=true -Dmaven.test.skip=true package >target\build.log 2>&1
if errorlevel 1 goto :notbuilt
popd
rem Maven leaves a jar as it is when nothing in it has changed; a new date keeps the next start from building again.
powershell -NoProfile -Command "(Get-Item -LiteralPath $env:GATEHOUSE_JAR).LastWriteTime = Get-Date"

:start
rem One run is short: code compiled quickly beats code compiled well; a large log is verified sooner by the latter.
set "tiers=1"
if "%~1"=="audit" set "tiers=4"
"%java%" -XX:-CreateCoredumpOnCrash -XX:TieredStopAtLevel=%tiers% -XX:+UseSerialGC -Xshare:auto -jar "%GATEHOUSE_JAR%" %*
exit /b %errorlevel%

:nojava
echo gatehouse: no Java found; install a JDK 17 or newer, or set JAVA_HOME to one 1>&2
exit /b 2

:nomaven
echo gatehouse: no Maven found, needed to build once; install Maven 3.8 or newer 1>&2
exit /b 2

:notbuilt
popd
echo gatehouse: the build failed; the whole of it is in %GATEHOUSE_JAR:gatehouse.jar=build.log% 1>&2
exit /b 2
