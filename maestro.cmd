@echo off
rem Windows: needs JAVA_HOME of a JDK 25 or newer. Builds the launcher if it is missing, and starts it.
rem Not tested by this project's CI.
setlocal
set "HOME_DIR=%~dp0"
set "LAUNCHER=%HOME_DIR%demo\launcher\target\launcher.jar"
if not exist "%JAVA_HOME%\bin\java.exe" (
    echo maestro: set JAVA_HOME to a JDK 25 or newer 1>&2
    exit /b 1
)
if not exist "%LAUNCHER%" (
    pushd "%HOME_DIR%"
    call mvnw.cmd -B -ntp -Dmaestro.run package || exit /b 1
    popd
)
"%JAVA_HOME%\bin\java" "-Dmaestro.home=%HOME_DIR%." -jar "%LAUNCHER%" %*
