# Short names for what is done often (https://just.systems); each is one line that works without just as well.

# lists the recipes
default:
    @just --list

# before each commit: formatter, NullAway, conventions, and the tests that start neither Spring nor a database
quick *args:
    ./mvnw -Pquick verify {{args}}

# everything, as CI runs it: about half an hour on two cores
verify *args:
    ./mvnw verify {{args}}

# formats the Java code
format:
    ./mvnw spotless:apply

# starts Caravan with the demo at http://localhost:8080
run *args:
    ./mvnw spring-boot:run {{args}}

# the figures of docs/figures.md
figures *args:
    ./mvnw -Pfigures verify {{args}}

# the long form of the fault suite, see docs/reliability.md
faults *args:
    ./mvnw -Pfaults verify {{args}}

# how many changes of the deciding code the plain tests notice, see CONTRIBUTING.md
mutation *args:
    ./mvnw -Pmutation verify {{args}}

# the pictures of the documentation (docs/images), after a page of the console has changed
pictures:
    ./mvnw test -Dtest=ConsolePicturesTest -Dpictures=docs/images

# installs the pre-commit hook of this repository
hooks:
    git config core.hooksPath .githooks
