package io.skerry.testkit.clock;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A process whose wall clock is wrong by some time, as that of a machine whose clock nobody sets: what {@link java.time} and dates say. */
public final class MovedClock implements ClassFileTransformer {

    private static final String CLOCK = "java/time/Clock";
    private static final Set<String> SOURCES = Set.of(CLOCK, CLOCK + "$SystemClock", "java/util/Date");
    private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");

    private final long seconds;

    private MovedClock(long seconds) {
        this.seconds = seconds;
    }

    /** Moves the clock of this process. */
    public static void move(Instrumentation instrumentation, Duration time) {
        instrumentation.addTransformer(new MovedClock(time.toSeconds()), true);
        try {
            for (var name : SOURCES) {
                instrumentation.retransformClasses(Class.forName(name.replace('/', '.')));
            }
        } catch (ClassNotFoundException | UnmodifiableClassException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (!SOURCES.contains(name)) {
            return null;
        }
        var file = ClassFile.of();
        return file.transformClass(file.parse(bytes), this::methods);
    }

    private void methods(ClassBuilder type, ClassElement element) {
        if (element instanceof MethodModel method) {
            CodeTransform clock = method.methodName().equalsString("currentInstant") ? this::later : this::more;
            type.transformMethod(method, MethodTransform.transformingCode(clock));
        } else {
            type.with(element);
        }
    }

    private void later(CodeBuilder code, CodeElement element) {
        if (element instanceof ReturnInstruction) {
            code.loadConstant(seconds)
                    .invokevirtual(INSTANT, "plusSeconds", MethodTypeDesc.of(INSTANT, ConstantDescs.CD_long));
        }
        code.with(element);
    }

    private void more(CodeBuilder code, CodeElement element) {
        code.with(element);
        if (element instanceof InvokeInstruction call && call.name().equalsString("currentTimeMillis")) {
            code.loadConstant(seconds * 1000).ladd();
        }
    }
}
