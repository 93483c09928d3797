#!/usr/bin/env dotnet
// The build of MySqlOps: dotnet run build.cs -- <task> [options].
#:property PublishAot=false
#:include build/*.cs

// Ctrl+C goes to the child too, which ends in its own way: wait for it, so that servers and sandboxes get cleaned up.
Console.CancelKeyPress += (_, stop) => stop.Cancel = true;
Environment.SetEnvironmentVariable("DOTNET_NOLOGO", "1");
Environment.SetEnvironmentVariable("DOTNET_CLI_TELEMETRY_OPTOUT", "1");
try
{
    return await Tasks.RunAsync(Options.Parse(args));
}
catch (BuildException e)
{
    Console.Error.WriteLine($"build: {e.Message}");
    return e.ExitCode;
}
