namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>A test with sample schemas that are not in the repository: it runs where MYSQLOPS_SAMPLES names the folder that holds them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SampleFactAttribute : FactAttribute
{
    /// <summary>Skips it elsewhere.</summary>
    /// <param name="sample">The sample's folder below it.</param>
    public SampleFactAttribute(string sample)
    {
        if (!Directory.Exists(Find(sample)))
            Skip = $"MYSQLOPS_SAMPLES names no folder with {sample}.";
    }

    /// <summary>The sample's folder.</summary>
    public static string Find(string sample) => Path.Combine(Environment.GetEnvironmentVariable("MYSQLOPS_SAMPLES") ?? "", sample);
}
