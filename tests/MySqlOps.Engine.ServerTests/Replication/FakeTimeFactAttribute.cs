namespace MySqlOps.Engine.ServerTests.Replication;

/// <summary>A test that needs a server with a wrong clock: libfaketime gives it one. Such a server takes a minute to start, so it runs only where long tests are asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FakeTimeFactAttribute : FactAttribute
{
    /// <summary>Skips it where the library is missing.</summary>
    public FakeTimeFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("MYSQLOPS_LONG") != "1")
            Skip = "It takes minutes; MYSQLOPS_LONG=1 (build.cs test --long) runs it.";
        else if (Library is null)
            Skip = "It needs libfaketimeMT.so.1 (the package libfaketime), and MYSQLOPS_FAKETIME names none either.";
    }

    /// <summary>The library's path; null where it is missing.</summary>
    public static string? Library { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("MYSQLOPS_FAKETIME") is { Length: > 0 } named && File.Exists(named))
            return named;
        return OperatingSystem.IsLinux() && Directory.Exists("/usr/lib")
            ? Directory.EnumerateDirectories("/usr/lib").Prepend("/usr/lib").Select(static folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
            : null;
    }
}
