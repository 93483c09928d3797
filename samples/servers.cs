#!/usr/bin/env dotnet
#:project ../src/MySqlOps.Engine/MySqlOps.Engine.csproj
#:property PublishAot=false

// Finds a mysqld on this machine, or gets one without installing anything, and prints its path as the last line.
//   dotnet run samples/servers.cs [path of the mysqld to use]

using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Binaries;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

try
{
    var binary = await new ServerBinarySource(new Speaker()).FindOrGetAsync(args.FirstOrDefault(), stop.Token);
    Console.Error.WriteLine($"MySQL {binary.Version} ({binary.Origin})");
    Console.WriteLine(binary.Path);
    return 0;
}
catch (MySqlOpsException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped; nothing was left behind.");
    return 1;
}

/// <summary>Says on standard error what is being done, each thing once.</summary>
internal sealed class Speaker : IOperationObserver
{
    private string _last = "";

    public void Verbose(string message)
    {
    }

    public void Warning(string message) => Console.Error.WriteLine(message);

    public void Progress(OperationProgress progress)
    {
        var line = $"{progress.Activity}: {progress.Status}";
        if (line != _last)
            Console.Error.WriteLine(line);
        _last = line;
    }
}
