namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>A test that takes minutes: it runs only where <c>build.cs test --long</c> asks for it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongFactAttribute : FactAttribute
{
    /// <summary>Skips it elsewhere.</summary>
    public LongFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("MYSQLOPS_LONG") != "1")
            Skip = "It takes minutes; MYSQLOPS_LONG=1 (build.cs test --long) runs it.";
    }
}
